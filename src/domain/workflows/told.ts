import type { Because } from '../events.ts'
import { minutesBetween, spanInWords } from '../kernel/span.ts'
import type { AppliedEffect } from '../orders/apply-effects.ts'
import { lineItemFieldsOf, orderFieldsOf } from '../orders/custom-fields.ts'
import type { FollowUp } from '../orders/follow-up.ts'
import type { Order, StockState } from '../orders/order.ts'
import { customerWordsOf } from './customer-words.ts'
import type { KnownStatus } from './freeze-process.ts'
import type { Move } from './move.ts'
import type { Position, Process } from './process.ts'
import type { Verdict } from './verdict.ts'
import { effectInWords, type NameOf } from './what-follows.ts'

/** One thing a simulation tells, in a sentence and as data. */
export type LogEntry = { text: string } & (
  | { kind: 'began'; at: Position }
  | { kind: 'moved'; from: Position; to: Position; move: string; because: Because | null; lineItemId: string | null }
  | { kind: 'nothing' }
  | { kind: 'refused'; verdict: Verdict }
  | { kind: 'changed'; facts: string[] }
  | { kind: 'stock'; from: StockState; to: StockState }
  | { kind: 'phase'; phase: string }
  | { kind: 'held'; from: Position } | { kind: 'archived' } | { kind: 'cancelled' }
  | { kind: 'effect'; effect: AppliedEffect }
  | { kind: 'timer'; dueAt: string; minutes: number } | { kind: 'timer_waits'; dueAt: string | null }
  | { kind: 'time'; minutes: number } | { kind: 'hours'; isOpen: boolean }
  | { kind: 'customer'; words: string | null }
  | { kind: 'event'; type: 'order.placed' | 'order.moved' | 'line_item.moved' }
  | { kind: 'circle' }
)

export type SimulatedStatus = KnownStatus & { customerName?: string | null | undefined; shownToCustomer?: boolean | undefined }

/** What the telling takes: the process, and the words of the library as the design has it. */
type Telling = { process: Process; statuses: SimulatedStatus[] }

export function moveLog(simulation: Telling, { move, because, from, to, effects }: Omit<FollowUp, 'because'> & { because: Because | null }): LogEntry[] {
  const nameOf = nameIn(simulation)
  return [
    { kind: 'moved', from: from.position, to: to.position, move: move.key, because, lineItemId: null, text: `${reasonInWords(because)} from “${nameOf(from.position)}” to “${nameOf(to.position)}”${because?.rule === 'automatic' || because?.rule === 'timer' || move.kind !== 'named' ? '' : ` (${move.name})`}.` },
    { kind: 'event', type: 'order.moved', text: 'The move is recorded.' },
    ...phaseLog(simulation, from.position, to.position),
    ...(to.heldFrom && to.heldFrom !== from.heldFrom ? [{ kind: 'held' as const, from: to.heldFrom, text: `It remembers that it came from “${nameOf(to.heldFrom)}”.` }] : []),
    ...effectsLog(simulation.process, 'order', effects, to.currency),
    ...stockLog(stockOf(from), stockOf(to)),
    ...(to.archivedAt && !from.archivedAt ? [{ kind: 'archived' as const, text: 'It is archived.' }] : []),
    ...timerLog(from.timerAt, to), ...customerLog(from, simulation, to),
  ]
}

function phaseLog({ process }: Telling, from: Position, to: Position): LogEntry[] {
  if (to.phase === null || to.phase === from.phase) return []
  return [{ kind: 'phase', phase: to.phase, text: `It is in the phase ${process.phaseNames[to.phase] ?? to.phase} now.` }]
}

function reasonInWords(because: Because | null): string {
  if (because === null) return 'It moves'
  if (because.rule === 'roll_up') return `“${because.name}”: the order follows its items`
  return because.rule === 'timer' ? `The timer “${because.name}” moves it` : `“${because.name}” moves it by itself`
}

export function refused(verdict: Verdict): LogEntry {
  return { kind: 'refused', verdict, text: [verdict.because, ...verdict.blockedBy.slice(1).map(({ message }) => message)].join(' ') }
}

export function effectsLog(process: Process, scope: 'order' | 'line_item', effects: AppliedEffect[], currency: string): LogEntry[] {
  const words = { fields: [...orderFieldsOf(process), ...lineItemFieldsOf(process)], currency }
  return effects.map((effect): LogEntry => ({ kind: 'effect', effect, text: appliedInWords(effect, scope, words) }))
}

function appliedInWords(effect: AppliedEffect, scope: 'order' | 'line_item', words: Parameters<typeof effectInWords>[2]): string {
  if (effect.kind === 'set_due') return 'Its due date is set.'
  if (effect.kind === 'assign_mover') return scope === 'order' ? 'You join its team.' : 'You are assigned to it.'
  if (effect.kind === 'add_checklist') return effectInWords({ kind: 'add_checklist', name: effect.checklist.name, items: effect.checklist.items.map(({ text }) => text) }, scope, words).text
  return effectInWords(effect, scope, words).text
}

/** What the goods of an order are, taken together. */
export function stockOf({ lines }: Order): StockState {
  const states = new Set(lines.filter(({ tracksStock }) => tracksStock).map(({ stockState }) => stockState))
  return states.has('sold') ? 'sold' : states.has('reserved') ? 'reserved' : 'none'
}

export function stockLog(from: StockState, to: StockState): LogEntry[] {
  if (from === to) return []
  const text = to === 'reserved' ? 'Stock is reserved.' : to === 'sold' ? 'Stock is taken: it counts as sold.' : from === 'sold' ? 'What was sold is in stock again.' : 'Reserved stock is free again.'
  return [{ kind: 'stock', from, to, text }]
}

export function timerLog(before: string | null, { timerAt, stepEnteredAt }: Order): LogEntry[] {
  if (timerAt === null || timerAt === before) return []
  const minutes = Math.round(minutesBetween(stepEnteredAt, timerAt))
  return [{ kind: 'timer', dueAt: timerAt, minutes, text: `A timer is set: it looks after ${spanInWords(minutes)}.` }]
}

export function customerLog(before: Order | null, simulation: Telling, order: Order): LogEntry[] {
  const [was, is] = [before && wordsFor(simulation, before), wordsFor(simulation, order)]
  if (is === was) return []
  return [{ kind: 'customer', words: is, text: is === null ? 'The customer does not see where it stands yet.' : `The customer reads “${is}”.` }]
}

function wordsFor({ process, statuses }: Telling, order: Order): string | null {
  const library = new Map(statuses.map(({ id, name, customerName = null, shownToCustomer = true }) => [id, { name, customerName, shownToCustomer }]))
  return customerWordsOf(order, process, library)?.words ?? null
}

export function nameIn({ statuses }: Pick<Telling, 'statuses'>): NameOf {
  const names = new Map(statuses.map(({ id, name }) => [id, name]))
  return ({ statusId, step }) => names.get(statusId) ?? step
}

export function nameOfMove(move: Move, nameOf: NameOf): string {
  return move.kind === 'named' ? move.name : nameOf(move.to)
}
