import { capitalised } from '../kernel/capitalised.ts'
import { minutesBetween, roughly } from '../kernel/span.ts'
import type { ExpectedMove } from './expected-moves.ts'

/** What would happen, in a sentence or two; `to` is what the step is called. */
export function expectationInWords({ kind, to, dueAt, met, waitsFor, unless }: Pick<ExpectedMove, 'kind' | 'dueAt' | 'met' | 'waitsFor' | 'unless'> & { to: string }, now: string): string {
  const once = waitsFor.map(({ is }) => lowered(is)).join(' and ')
  const already = met.length === 0 ? '' : ` ${sentence(met)} already.`
  if (kind !== 'timer') return waitsFor.length === 0 ? `“${to}” by itself at the next change.${already}` : `“${to}” by itself once ${once}.${already}`
  const span = roughly(Math.max(0, dueAt === null ? 0 : minutesBetween(now, dueAt)))
  if (waitsFor.length > 0) return `Would be “${to}” by itself in ${span}, but only if ${once} by then.`
  return `“${to}” by itself in ${span} unless ${unless.length === 0 ? 'it moves on before' : unless.map(lowered).join(' or ')}.`
}

function sentence(parts: string[]): string {
  return capitalised(parts.map(lowered).join(', '))
}

/** A name begins small inside a sentence, unless it is written in capitals (“VIN”). */
function lowered(words: string): string {
  return /^[A-Z][^A-Z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words
}
