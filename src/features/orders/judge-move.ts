import { asNoun } from '#domain/kernel/as-noun.ts'
import type { FieldValue } from '#domain/kernel/schema.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { roleOf } from '#domain/identity/actor.ts'
import type { Facts } from '#domain/workflows/condition.ts'
import { judgedMoves, judgeWanted, type WantedMove } from '#domain/workflows/judge-move.ts'
import type { Move, Mover } from '#domain/workflows/move.ts'
import type { Process } from '#domain/workflows/process.ts'
import { fieldsOf, type Verdict } from '#domain/workflows/verdict.ts'
import type { Scope } from '#platform/scope.ts'
import { nameOfMove, type Library } from './present-order.ts'
import { refuseUnfitValues } from './refuse-unfit-values.ts'

/** The move that is wanted, if the process offers it and the verdict allows it, with the fields as they stood `before`; refuses with why not and what is allowed instead. */
export async function allowedMove(scope: Scope, process: Process, library: Library, mover: Mover, facts: Facts, wanted: WantedMove, before: Record<string, FieldValue>): Promise<Move> {
  const { move, verdict: judged } = judgeWanted(process, mover, facts, roleOf(scope.actor), wanted, (way) => nameOfMove(library, way))
  if (!move || judged.blockedBy.length > 0) {
    if (judged.blockedBy.some(({ code }) => code === 'role')) refuse('forbidden', judged.because)
    refuse('illegal-transition', judged.because, { extra: { allowed: allowedNow(scope, process, mover, facts), blockedBy: judged.blockedBy } })
  }
  refuseMissing(judged)
  await refuseUnfitValues(scope, [{ declared: fieldsOf(move), given: wanted.fields, pointer: '/fields', before }])
  return move
}

function refuseMissing(judged: Verdict): void {
  if (judged.missing.length === 0) return
  refuse('validation-failed', judged.because, {
    errors: judged.missing.map((field) => ({ pointer: field.key === 'reason' ? '/reason' : `/fields/${field.key}`, code: 'required', message: `${asNoun(field.label)} is required.` })),
  })
}

function allowedNow(scope: Scope, process: Process, mover: Mover, facts: Facts): string[] {
  return judgedMoves(process, mover, facts, roleOf(scope.actor)).flatMap(({ move, verdict }) => (verdict.blockedBy.length === 0 ? [move.key] : []))
}
