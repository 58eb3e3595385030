import { IconBolt, IconHourglass } from '@tabler/icons-react'
import type { ShownExpectedMove } from '#domain/orders/contract.ts'
import { expectationInWords } from '#domain/orders/expectation-in-words.ts'
import { useNow } from '../kit/use-now.ts'
import classes from './by-itself.module.css'

/** What the order would do by itself, and what that waits for: nobody has to wonder why it stands here. */
export function ByItself({ moves }: { moves: ShownExpectedMove[] }) {
  const now = useNow(moves.some(({ kind }) => kind === 'timer'))
  if (moves.length === 0) return null
  return (
    <ul className={classes.list} aria-label="What happens by itself">
      {moves.map((move) => {
        const Icon = move.kind === 'timer' ? IconHourglass : IconBolt
        const reasons = move.waitsFor.map(({ why }) => why)
        return (
          <li key={move.key} className={classes.move} title={reasons.join('\n') || undefined}>
            <Icon size={14} aria-hidden="true" className={classes.icon} />
            <span>{expectationInWords({ ...move, to: move.to.status.name }, now)}<span className="visually-hidden"> {reasons.join(' ')}</span></span>
          </li>
        )
      })}
    </ul>
  )
}
