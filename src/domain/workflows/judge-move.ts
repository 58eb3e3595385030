import type { Role } from '../kernel/permission.ts'
import type { FieldValue } from '../kernel/schema.ts'
import type { Facts } from './condition.ts'
import { findMove, movesFrom, type Move, type Mover } from './move.ts'
import type { Process } from './process.ts'
import { verdict, verdictOnNoWay, type Verdict } from './verdict.ts'

/** What somebody wants to happen: a transition, or a step, with what its form brought; `byWizard` where a customer's own wizard wants it. */
export type WantedMove = { transition?: string | undefined; toStep?: string | undefined; fields?: Record<string, FieldValue> | undefined; reason?: string | undefined; byWizard?: boolean }

/** The move that is wanted, as far as the process offers one, and the verdict on making it. */
export function judgeWanted(process: Process, mover: Mover, facts: Facts, role: Role | undefined, wanted: WantedMove, nameOf: (move: Move) => string): { move: Move | undefined; verdict: Verdict } {
  const move = findMove(process, mover, wanted)
  if (!move) return { move, verdict: verdictOnNoWay(process, mover, nameOf) }
  return { move, verdict: verdict({ move, facts, role, ...(wanted.fields ? { fields: wanted.fields } : {}), reason: wanted.reason, byWizard: wanted.byWizard ?? false }) }
}

/** Every move offered to people from here, each with its verdict. */
export function judgedMoves(process: Process, mover: Mover, facts: Facts, role: Role | undefined): { move: Move; verdict: Verdict }[] {
  return movesFrom(process, mover)
    .filter((move) => !move.transition?.hidden)
    .map((move) => ({ move, verdict: verdict({ move, facts, role }) }))
}
