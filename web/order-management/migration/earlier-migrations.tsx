import { Button } from '@mantine/core'
import { grouped } from '#domain/kernel/bounded-count.ts'
import { useAsk } from '../../asking.ts'
import { useShow } from '../../kit/show.ts'
import { useWords } from '../../session/session.ts'
import parts from '../kit/parts.module.css'
import classes from './migration.module.css'

/** What was moved over before, and can still be moved back. */
export function EarlierMigrations({ orderType, onUndo }: { orderType: string; onUndo: (id: string) => void }) {
  const words = useWords()
  const show = useShow()
  const earlier = useAsk('migration.list', {}).data?.items.filter((one) => one.orderType.key === orderType && one.isUndoable) ?? []
  if (earlier.length === 0) return null
  return (
    <section className={parts.titled} aria-label="Moved over before">
      <h3 className={parts.heading}>Moved over before</h3>
      <ul className={parts.rows}>
        {earlier.map((one) => (
          <li key={one.id} className={classes.earlier}>
            <span>{grouped(one.migrated)} {(one.migrated === 1 ? words.order : words.orders).toLowerCase()}{one.movedBack > 0 && `, ${grouped(one.movedBack)} of them moved back`} <span className="dimmed">{show.dateTime(one.startedAt)}, {one.startedBy}</span></span>
            <Button size="compact-sm" variant="default" onClick={() => onUndo(one.id)}>{one.movedBack > 0 ? 'Move the rest back…' : 'Move them back…'}</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
