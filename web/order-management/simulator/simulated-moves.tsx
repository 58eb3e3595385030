import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { SimulatedMove } from '#domain/workflows/simulate.ts'
import { SimulatedMoveRow, type Made } from './simulated-move.tsx'
import parts from '../kit/parts.module.css'

type Props = { offered: SimulatedMove[]; isOpen: boolean; statuses: ReadonlyMap<string, LibraryStatus>; onMake: (made: Made) => void }

/** Every move somebody would be offered from here. */
export function SimulatedMoves({ offered, isOpen, statuses, onMake }: Props) {
  if (offered.length === 0) return <p className={parts.small}>Nothing: {isOpen ? 'no move leads on from here by hand.' : 'it has come to its end.'}</p>
  return <ul className={parts.rows}>{offered.map((one) => <SimulatedMoveRow key={one.move.key} offered={one} status={statuses.get(one.move.to.statusId)} onMake={onMake} />)}</ul>
}
