import { asNoun } from '../kernel/as-noun.ts'
import type { Moment } from '../hours/business-hours.ts'
import { rulesOf } from '../workflows/category.ts'
import { holds, inWords, oppositeInWords, whyNot, type Facts } from '../workflows/condition.ts'
import { findFact, type FactContext } from '../workflows/fact.ts'
import { movesFrom, type Move } from '../workflows/move.ts'
import type { Position, Process } from '../workflows/process.ts'
import { applies, rollUpsFrom } from '../workflows/roll-up.ts'
import type { Condition, RollUp } from '../workflows/schema.ts'
import { mayMoveByItself } from '../workflows/triggers.ts'
import { overAt } from '../workflows/timer.ts'
import { timedMoves, verdict } from '../workflows/verdict.ts'
import { orderFieldsOf } from './custom-fields.ts'
import { factsOf, factWordsOf } from './facts-of.ts'
import { standing, type Order } from './order.ts'

/** Something that must be so, and how it is now. */
export type Awaited = { is: string; why: string }

/** A move that an order makes by itself once it may: what is so already, what it waits for, and what would keep a timer from it. */
export type ExpectedMove = { key: string; name: string; kind: 'automatic' | 'timer' | 'roll_up'; to: Position; dueAt: string | null; met: string[]; waitsFor: Awaited[]; unless: string[] }

/**
 * What would happen to an order by itself from where it stands. Judged by the very verdict and conditions that later make the
 * move; only put into words here. What cannot come true where it stands (another channel, another type) is not told of.
 */
export function expectedMoves(process: Process, order: Order, moment: Moment): ExpectedMove[] {
  if (order.archivedAt !== null) return []
  const judging: Judging = { process, order, facts: factsOf(order, process, moment), context: factWordsOf(process, orderFieldsOf(process), order.currency), moment }
  return [...automaticMoves(judging), ...rollUps(judging), ...timers(judging)]
}

type Judging = { process: Process; order: Order; facts: Facts; context: FactContext; moment: Moment }

function automaticMoves(judging: Judging): ExpectedMove[] {
  const { process, order, facts, context } = judging
  return movesFrom(process, order).flatMap((move): ExpectedMove[] => {
    const { transition } = move
    if (!transition?.automatic || !mayMoveByItself(transition, order)) return []
    const conditions = [...transition.automatic, ...transition.guards]
    if (conditions.some((condition) => !holds(condition, facts) && findFact(condition.fact, 'order', context)?.isFixed)) return []
    const open = transition.automatic.filter((condition) => !holds(condition, facts)).map((condition) => awaited(condition, facts, context))
    const met = conditions.filter((condition) => holds(condition, facts) && !findFact(condition.fact, 'order', context)?.isFixed).map((condition) => inWords(condition, context))
    return [{ key: move.key, name: move.name, kind: 'automatic', to: move.to, dueAt: null, met, waitsFor: [...open, ...inTheWay(move, judging)], unless: [] }]
  })
}

function timers(judging: Judging): ExpectedMove[] {
  const { process, order, facts, context, moment: { now, hours } } = judging
  return timedMoves(process, order).flatMap(({ move, wait }): ExpectedMove[] => {
    if (!move.transition || !mayMoveByItself(move.transition, order)) return []
    const firstAt = overAt(wait, order, hours)
    if (firstAt === null) return []
    const guards = move.transition.guards.filter((guard) => holds(guard, facts) && !findFact(guard.fact, 'order', context)?.isFixed)
    // One that was over in vain is looked at again with whatever timer comes next.
    const dueAt = firstAt > now ? firstAt : (order.timerAt ?? firstAt)
    return [{ key: move.key, name: move.name, kind: 'timer', to: move.to, dueAt, met: [], waitsFor: inTheWay(move, judging), unless: guards.map((guard) => oppositeInWords(guard, context)) }]
  })
}

function rollUps(judging: Judging): ExpectedMove[] {
  const { process, order } = judging
  const lines = order.lines.flatMap((line) => (line.position ? [line.position.category] : []))
  if (lines.length === 0) return []
  return rollUpsFrom(process, order).flatMap(({ rule, move }): ExpectedMove[] => {
    if (move.transition && !mayMoveByItself(move.transition, order)) return []
    const is = rollUpInWords(rule)
    const open = applies(rule, lines) ? [] : [{ is, why: `${standing(order).filter((line) => line.position && rule.when.in.includes(line.position.category)).length} of ${standing(order).length} line items are so far.` }]
    return [{ key: rule.key, name: rule.name, kind: 'roll_up', to: move.to, dueAt: null, met: open.length > 0 ? [] : [is], waitsFor: [...open, ...inTheWay(move, judging)], unless: [] }]
  })
}

/** What the verdict has against it now, each with what would have to be so. */
function inTheWay(move: Move, { facts, context }: Judging): Awaited[] {
  const { blockedBy, missing } = verdict({ move, facts, role: undefined, automation: true })
  const guards = (move.transition?.guards ?? []).filter((guard) => !holds(guard, facts)).map((guard) => awaited(guard, facts, context))
  const others = blockedBy.filter(({ code }) => code !== 'guard').map(({ code, message }) => ({ is: code === 'checklist' ? 'every checklist item is ticked' : 'it is allowed', why: message }))
  return [...guards, ...others, ...missing.map(({ label }) => ({ is: `${asNoun(label)} is given`, why: `${asNoun(label)} is missing.` }))]
}

function awaited(condition: Condition, facts: Facts, context: FactContext): Awaited {
  return { is: inWords(condition, context), why: whyNot(condition, facts, context) }
}

function rollUpInWords({ when }: RollUp): string {
  return `${when.lines === 'all' ? 'every line item is' : 'one of the line items is'} ${when.in.map((category) => rulesOf(category).name.toLowerCase()).join(' or ')}`
}
