import type { ShownMove } from '#domain/orders/contract.ts'
import { needsForm } from './move-form.tsx'

/** The move back to where something stood, if the process lets it go there without being asked anything. */
export function wayBack(moves: ShownMove[], from: { workflow: string; step: string }): ShownMove | undefined {
  return moves.find((move) => move.to.workflow === from.workflow && move.to.step === from.step && move.verdict.allowed && !needsForm(move))
}
