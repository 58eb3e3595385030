import { refuse } from '#domain/kernel/refusal.ts'
import { roleOf } from '#domain/identity/actor.ts'
import type { Facts } from '#domain/workflows/condition.ts'
import { findMove, movesFrom, type Move, type Mover } from '#domain/workflows/move.ts'
import { refuseUnfitFields } from '#domain/orders/custom-fields.ts'
import type { Process } from '#domain/workflows/process.ts'
import { fieldsOf, verdict, verdictOnNoWay, type Verdict } from '#domain/workflows/verdict.ts'
import type { FieldValue } from '#domain/kernel/schema.ts'
import type { Scope } from '#platform/scope.ts'
import { nameOfMove, type Library } from './present-order.ts'

export type Wanted = { transition?: string | undefined; toStep?: string | undefined; fields?: Record<string, FieldValue> | undefined; reason?: string | undefined }

/** The move that is wanted, if the process offers it and the verdict allows it; refuses with why not and what is allowed instead. */
export function allowedMove(scope: Scope, process: Process, library: Library, mover: Mover, facts: Facts, wanted: Wanted): Move {
  const move = findMove(process, mover, wanted)
  const judged = move ? verdict({ move, facts, role: roleOf(scope.actor), ...(wanted.fields ? { fields: wanted.fields } : {}), reason: wanted.reason }) : verdictOnNoWay(process, mover, (way) => nameOfMove(library, way))
  if (!move || judged.blockedBy.length > 0) {
    if (judged.blockedBy.some(({ code }) => code === 'role')) refuse('forbidden', judged.because)
    refuse('illegal-transition', judged.because, { extra: { allowed: allowedNow(scope, process, mover, facts), blockedBy: judged.blockedBy } })
  }
  refuseMissing(judged)
  refuseUnfitFields(fieldsOf(move), wanted.fields, '/fields')
  return move
}

/** Every move offered to people from here, each with its verdict. */
export function judgedMoves(scope: Scope, process: Process, mover: Mover, facts: Facts): { move: Move; verdict: Verdict }[] {
  return movesFrom(process, mover)
    .filter((move) => !move.transition?.hidden)
    .map((move) => ({ move, verdict: verdict({ move, facts, role: roleOf(scope.actor) }) }))
}

function refuseMissing(judged: Verdict): void {
  if (judged.missing.length === 0) return
  refuse('validation-failed', judged.because, {
    errors: judged.missing.map((field) => ({ pointer: field.key === 'reason' ? '/reason' : `/fields/${field.key}`, code: 'required', message: `${field.label} is required.` })),
  })
}

function allowedNow(scope: Scope, process: Process, mover: Mover, facts: Facts): string[] {
  return judgedMoves(scope, process, mover, facts).flatMap(({ move, verdict }) => (verdict.blockedBy.length === 0 ? [move.key] : []))
}
