import { ActionIcon, Group } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { rulesOf } from '#domain/workflows/category.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { PretendedLine } from '#domain/workflows/pretended.ts'
import type { SimulatedMove, Simulation } from '#domain/workflows/simulate.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { useWords } from '../../session/session.ts'
import type { Made } from './simulated-move.tsx'
import { SimulatedMoves } from './simulated-moves.tsx'
import parts from '../kit/parts.module.css'
import classes from './simulator.module.css'

// Enough to see what "all" and "any" make of it.
const MOST_LINES = 5

/** So many things that nobody really ordered. */
export function pretendedLines(count: number, noun: string): PretendedLine[] {
  return Array.from({ length: count }, (_, i) => ({ name: `${noun} ${i + 1}` }))
}

type Props = {
  simulation: Simulation
  statuses: ReadonlyMap<string, LibraryStatus>
  movesOf: (lineItemId: string) => SimulatedMove[]
  /** Counts what happened, so that a form that was filled in is empty again afterwards. */
  turn: number
  onMake: (lineItemId: string) => (made: Made) => void
  onCount: (count: number) => void
}

/** The line items of the pretend order: each moves on its own where the order type has a workflow for them. */
export function PretendLines({ simulation: { order }, statuses, movesOf, turn, onMake, onCount }: Props) {
  const words = useWords()
  const { lines } = order
  return (
    <section aria-label={words.lineItems}>
      <Group justify="space-between" mb={8}>
        <h3 className={parts.heading}>{words.lineItems}</h3>
        <Group gap={4}>
          <ActionIcon size={28} variant="default" aria-label={`One ${words.lineItem.toLowerCase()} less`} disabled={lines.length < 2} onClick={() => onCount(lines.length - 1)}><IconMinus size={14} /></ActionIcon>
          <ActionIcon size={28} variant="default" aria-label={`One more ${words.lineItem.toLowerCase()}`} disabled={lines.length >= MOST_LINES} onClick={() => onCount(lines.length + 1)}><IconPlus size={14} /></ActionIcon>
        </Group>
      </Group>
      {lines.map(({ id, name, position }) => {
        const status = statuses.get(position?.statusId ?? '')
        return position === null
          ? <p key={id} className={parts.small}>{name}: has no workflow of its own here.</p>
          : (
            <details key={id} className={classes.line}>
              <summary><span>{name}</span><StatusBadge name={status?.name ?? 'A status that is gone'} color={status?.color ?? 'gray'} icon={status?.icon} /></summary>
              <SimulatedMoves key={turn} offered={movesOf(id)} isOpen={rulesOf(position.category).isOpen} statuses={statuses} onMake={onMake(id)} />
            </details>
          )
      })}
    </section>
  )
}
