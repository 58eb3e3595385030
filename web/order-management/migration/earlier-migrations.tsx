import { Button } from '@mantine/core'
import { ask } from '../../ask.ts'
import { useAsk } from '../../asking.ts'
import { useShow } from '../../kit/show.ts'
import { useSave } from '../../kit/use-save.ts'
import { useWords } from '../../session/session.ts'
import classes from './migration.module.css'

/** What was moved over before, and can still be moved back. */
export function EarlierMigrations({ orderType, onUndo }: { orderType: string; onUndo: (id: string) => void }) {
  const words = useWords()
  const show = useShow()
  const earlier = useAsk('migration.list', {}).data?.items.filter((one) => one.orderType.key === orderType && one.isUndoable) ?? []
  const undoing = useSave((id: string) => ask('migration.undo', { id }), { readAgain: ['migration.list'], onDone: ({ id }) => onUndo(id) })
  if (earlier.length === 0) return null
  return (
    <section aria-label="Moved over before">
      <h3 className={classes.heading}>Moved over before</h3>
      <ul className={classes.rows}>
        {earlier.map((one) => (
          <li key={one.id} className={classes.earlier}>
            <span>{one.migrated} {(one.migrated === 1 ? words.order : words.orders).toLowerCase()} <span className="dimmed">{show.dateTime(one.startedAt)}, {one.startedBy}</span></span>
            <Button size="compact-sm" variant="default" loading={undoing.isPending && undoing.variables === one.id} onClick={() => undoing.mutate(one.id)}>Move them back</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
