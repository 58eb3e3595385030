import { reachOf, roleNames, type Role } from '../kernel/permission.ts'
import { minutesBetween, minutesLater, spanInWords } from '../kernel/span.ts'
import { allChecklists, tickedChecklist, withChangedChecklist } from '../checklists/change-checklists.ts'
import { channelNames } from '../orders/channel.ts'
import { errorsOfFields } from '../orders/custom-fields.ts'
import { moveLineBy, moveOrderBy, withTimer } from '../orders/enter-position.ts'
import { alwaysOpen, nextTurn, turnInWords, type Moment } from '../hours/business-hours.ts'
import { momentInWords } from '../hours/in-words.ts'
import { followed, LONGEST_CHAIN, timerMove } from '../orders/follow-up.ts'
import { factsOf, factsOfLine } from '../orders/facts-of.ts'
import type { Order } from '../orders/order.ts'
import { startOrder } from '../orders/start-order.ts'
import type { Facts } from './condition.ts'
import { judgedMoves, judgeWanted, type WantedMove } from './judge-move.ts'
import { standsThereAlready, type Move, type Mover } from './move.ts'
import { doneBy, factsInWords, PRETEND_MEMBER, pretendLine, withPretended, type Begun, type Pretended } from './pretended.ts'
import { chooseRoute, startOf, type Process } from './process.ts'
import { customerLog, effectsLog, moveLog, nameIn, nameOfMove, refused, stockLog, stockOf, timerLog, type LogEntry, type SimulatedStatus } from './told.ts'
import { overAt, type Wait } from './timer.ts'
import { fieldsOf, timedMoves, type Verdict } from './verdict.ts'
import { whatFollows, type Consequence } from './what-follows.ts'

/**
 * A pretend order on its way through a design. Everything that happens to it happens by the functions that real orders are moved
 * by; here it is only told. Plain data throughout: a screen keeps the simulations it went through and can step back.
 */
export type Simulation = Moment & { process: Process; statuses: SimulatedStatus[]; order: Order }

/** What became of it, and what is to be told of it, in order. */
export type Simulated = { simulation: Simulation; log: LogEntry[] }
/** What one may do next: the move, its verdict, what it asks for and what it would set off. */
export type SimulatedMove = { move: Move; name: string; to: string; verdict: Verdict; fields: ReturnType<typeof fieldsOf>; follows: Consequence[] }
export type Timer = { name: string; to: string; wait: Wait; dueAt: string | null }

/** Places a pretend order; undefined where the design has no step an order of this channel and fulfilment method could begin at. */
export function beginSimulation(process: Process, statuses: SimulatedStatus[], pretended: Pretended, now: string, hours = alwaysOpen): Simulated | undefined {
  const channel = pretended.channel ?? 'back_office'
  const fulfilmentMethod = pretended.fulfilmentMethod === undefined ? (process.orderType.fulfilmentMethods[0]?.key ?? null) : pretended.fulfilmentMethod
  if (!startOf(process, chooseRoute(process, { channel, fulfilmentMethod }))) return undefined
  const lines = (pretended.lines ?? [{ name: 'Something ordered' }]).map((line, index) => pretendLine(process, line, index))
  const order = startOrder(process, {
    id: 'order', number: '1', channel, location: null, customerId: null, customer: { name: 'A customer', firstName: null, lastName: null, email: null, phone: null },
    currency: process.orderType.currency ?? pretended.currency ?? 'USD', taxIncluded: true, lines, now, fulfilmentMethod,
    details: { externalReference: null, paymentMethod: null, dueAt: null, scheduledAt: null, shippingAddress: null, billingAddress: null, fields: {}, notes: '', additionalNotes: '', tags: [], orderDiscount: 0, shipping: 0 },
  })
  const { channel: _, currency: __, lines: ___, fulfilmentMethod: ____, ...rest } = pretended
  const placed = withPretended(process, order, rest, now)
  const simulation = { process, statuses, order: placed, now, hours }
  const at = placed.position
  return follow(simulation, placed, [
    { kind: 'began', at, text: `An order comes in (${channelNames[channel]}) and stands at “${nameIn(simulation)(at)}”.` },
    { kind: 'event', type: 'order.placed', text: 'Its placing is recorded.' },
    ...stockLog('none', stockOf(placed)), ...timerLog(null, placed), ...customerLog(null, simulation, placed),
  ])
}

/** The moves this role would be offered, for the order or one of its line items. */
export function movesOf(simulation: Simulation, role: Role, lineItemId?: string): SimulatedMove[] {
  const subject = subjectOf(simulation, lineItemId)
  if (!subject) return []
  const nameOf = nameIn(simulation)
  return judgedMoves(simulation.process, subject.mover, subject.facts, role).map(({ move, verdict }) => ({
    move, verdict: forbidden(role, lineItemId) ?? verdict, name: nameOfMove(move, nameOf), to: nameOf(move.to), fields: fieldsOf(move), follows: whatFollows(simulation.process, subject.mover, move, nameOf, simulation.order.currency),
  }))
}

/** The timers that run where the order stands. */
export function timersOf({ process, order, hours, ...simulation }: Simulation): Timer[] {
  if (order.archivedAt) return []
  const nameOf = nameIn(simulation)
  return timedMoves(process, order).map(({ move, wait }) => ({ name: move.name, to: nameOf(move.to), wait, dueAt: overAt(wait, order, hours) }))
}

/** Makes a move as somebody of this role, or says why not. What follows by itself follows. */
export function makeMove(simulation: Simulation, role: Role, { lineItemId, ...wanted }: WantedMove & { lineItemId?: string | undefined }): Simulated {
  const { process, order, now } = simulation
  const nameOf = nameIn(simulation)
  const subject = subjectOf(simulation, lineItemId)
  if (!subject) return { simulation, log: [{ kind: 'nothing', text: 'Line items have no workflow of their own here.' }] }
  const refusal = forbidden(role, lineItemId)
  if (refusal) return { simulation, log: [refused(refusal)] }
  if (lineItemId === undefined && standsThereAlready(process, order, wanted)) return { simulation, log: [{ kind: 'nothing', text: 'It stands there already: nothing changes.' }] }
  const { move, verdict } = judgeWanted(process, subject.mover, subject.facts, role, wanted, (way) => nameOfMove(way, nameOf))
  if (!move || !verdict.allowed) return { simulation, log: [refused(verdict)] }
  const [unfit] = errorsOfFields(fieldsOf(move), wanted.fields, '')
  if (unfit) return { simulation, log: [refused({ ...verdict, allowed: false, because: unfit.message })] }
  const by = { now, memberId: PRETEND_MEMBER }
  if (lineItemId !== undefined) {
    const { order: moved, effects } = moveLineBy(order, lineItemId, move, wanted, by)
    const name = order.lines.find(({ id }) => id === lineItemId)?.name ?? ''
    const told: LogEntry[] = [
      { kind: 'moved', from: subject.mover.position, to: move.to, move: move.key, because: null, lineItemId, text: `“${name}” moves from “${nameOf(subject.mover.position)}” to “${nameOf(move.to)}”.` },
      { kind: 'event', type: 'line_item.moved', text: 'The move is recorded.' },
      ...effectsLog(process, 'line_item', effects, order.currency), ...stockLog(stockOf(order), stockOf(moved)),
    ]
    return follow(simulation, moved, told)
  }
  const { order: moved, effects } = moveOrderBy(process, order, move, wanted, by)
  return follow(simulation, moved, moveLog(simulation, { move, because: null, from: order, to: moved, effects }))
}

/** Pretends that something about the order is different, and lets follow what follows from that. */
export function changeFacts(simulation: Simulation, pretended: Omit<Pretended, Begun>): Simulated {
  const { process, order, now } = simulation
  const changed = withPretended(process, order, pretended, now)
  const facts = Object.keys(pretended)
  return follow(simulation, changed, [{ kind: 'changed', facts, text: factsInWords(pretended) }, ...stockLog(stockOf(order), stockOf(changed))])
}

/** Ticks an item of a checklist of the order or of a line item, or takes its tick away. */
export function tickInSimulation(simulation: Simulation, checklistId: string, itemId: string, done: boolean): Simulated {
  const { order, now } = simulation
  const placed = allChecklists(order).find(({ checklist }) => checklist.id === checklistId && checklist.items.some(({ id }) => id === itemId))
  if (!placed) return follow(simulation, order, [])
  const { checklist, text } = tickedChecklist(placed.checklist, itemId, done ? doneBy(now) : null)
  return follow(simulation, withChangedChecklist(order, { ...placed, checklist }), [{ kind: 'changed', facts: ['checklists'], text: done ? `“${text}” is ticked.` : `“${text}” is open again.` }])
}

// A design whose timers chase each other could go on for as long as time passes.
const MOST_TIMERS = 100

/** Lets time pass, and every timer fire that falls due on the way. */
export function passTime(simulation: Simulation, minutes: number): Simulated {
  const until = minutesLater(simulation.now, Math.max(0, minutes))
  let current: Simulated = { simulation, log: [{ kind: 'time', minutes, text: `Time passes: ${spanInWords(Math.ceil(minutes))}.` }] }
  for (let fired = 0; fired < MOST_TIMERS; fired++) {
    const { timerAt } = current.simulation.order
    if (timerAt === null || timerAt > until) break
    const next = runTimer({ ...current.simulation, now: timerAt })
    current = { simulation: next.simulation, log: [...current.log, ...next.log] }
  }
  return { simulation: { ...current.simulation, now: until }, log: current.log }
}

/** Waits until the business closes, or opens. */
export function passToTurn(simulation: Simulation): Simulated {
  const turn = nextTurn(simulation, simulation.order.location)
  if (!turn) return { simulation, log: [{ kind: 'nothing', text: `Nothing to wait for: ${turnInWords(simulation, simulation.order.location)}.` }] }
  const passed = passTime(simulation, minutesBetween(simulation.now, turn.at))
  const text = `It is ${turn.opens ? 'within' : 'outside'} business hours now: ${turnInWords(passed.simulation, simulation.order.location)}.`
  return { ...passed, log: [...passed.log, { kind: 'hours', isOpen: turn.opens, text }] }
}

/** Waits for the next timer, and no longer. */
export function fireTimer(simulation: Simulation): Simulated {
  const { timerAt } = simulation.order
  if (timerAt === null) return { simulation, log: [{ kind: 'nothing', text: 'No timer runs here.' }] }
  const minutes = Math.max(0, Math.ceil(minutesBetween(simulation.now, timerAt)))
  const { simulation: after, log } = runTimer({ ...simulation, now: timerAt > simulation.now ? timerAt : simulation.now })
  return { simulation: after, log: [{ kind: 'time', minutes, text: `Time passes: ${spanInWords(minutes)}.` }, ...log] }
}

// ---- what happens

function runTimer(simulation: Simulation): Simulated {
  const { process, order, now } = simulation
  const moved = timerMove(process, order, simulation)
  if (moved) return follow(simulation, moved.to, moveLog(simulation, moved))
  const waiting = withTimer(process, order, now)
  const after = follow(simulation, waiting, [])
  if (after.log.length > 0) return after
  const text = waiting.timerAt === null ? 'The timer has nothing to do any more.' : 'A timer is over, but its move may not be made: it looks again later.'
  return { ...after, log: [{ kind: 'timer_waits', dueAt: waiting.timerAt, text }] }
}

function follow(before: Simulation, order: Order, log: LogEntry[]): Simulated {
  const { made, order: after } = followed(before.process, order, before)
  const told = made.flatMap((one) => moveLog(before, one))
  const circle: LogEntry[] = made.length < LONGEST_CHAIN ? [] : [{ kind: 'circle', text: `It moved by itself ${LONGEST_CHAIN} times in a row and was stopped: these moves lead round in a circle.` }]
  const byHours = after.timerAt === null || after === (made.at(-1)?.to ?? order) ? [] : hoursLog(before, after, after.timerAt)
  return { simulation: { ...before, order: after }, log: [...log, ...told, ...circle, ...byHours] }
}

/** What business hours decide of when it is looked at next: their beginning or end, or a timer that counts them. */
function hoursLog(moment: Moment, { location }: Order, timerAt: string): LogEntry[] {
  const turn = nextTurn(moment, location)
  const what = turn?.at === timerAt ? `It moves on by itself when business hours ${turn.opens ? 'begin' : 'end'}` : 'A timer that counts business hours is set'
  return [{ kind: 'timer', dueAt: timerAt, minutes: minutesBetween(moment.now, timerAt), text: `${what}: ${momentInWords(timerAt, moment.now, moment.hours.timeZone)}.` }]
}

// The operation itself asks for this before anything is judged (contract.ts).
function forbidden(role: Role, lineItemId: string | undefined): Verdict | undefined {
  if (reachOf(role, lineItemId === undefined ? 'order.move' : 'line_item.move')) return undefined
  const because = `A ${roleNames[role].toLowerCase()} moves no orders.`
  return { allowed: false, missing: [], blockedBy: [{ code: 'role', message: because }], because }
}

type Subject = { mover: Mover; facts: Facts }

function subjectOf({ process, order, now, hours }: Simulation, lineItemId: string | undefined): Subject | undefined {
  if (lineItemId === undefined) return { mover: order, facts: factsOf(order, process, { now, hours }) }
  const line = order.lines.find(({ id }) => id === lineItemId)
  return line?.position ? { mover: { position: line.position, heldFrom: line.heldFrom, route: [] }, facts: factsOfLine(order, line, process, { now, hours }) } : undefined
}
