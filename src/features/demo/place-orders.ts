import { sql } from 'kysely'
import { Refusal } from '#domain/kernel/refusal.ts'
import { atTime, dayOf } from '#domain/kernel/time.ts'
import { positionAt, type Position, type Process } from '#domain/workflows/process.ts'
import { rulesOf } from '#domain/workflows/category.ts'
import { automaticMove, timedMoves } from '#domain/workflows/verdict.ts'
import { assignLine, assignOrder } from '#features/orders/assign-order.ts'
import { moveLineItem } from '#features/orders/move-line-item.ts'
import { placeOrder } from '#features/orders/place-order.ts'
import { setPayment } from '#features/orders/set-payment.ts'
import { findCurrentProcess } from '#features/workflows/processes.ts'
import type { Database } from '#platform/database.ts'
import { perform } from '#platform/operation.ts'
import { withScope, type Scope } from '#platform/scope.ts'
import type { Business } from './business.ts'
import type { Founded } from './found-business.ts'
import { leadOrder } from './lead-order.ts'
import { chanceFrom, type Chance } from './random.ts'
import { wayTo } from './way-to.ts'

const HOUR = 3_600_000
const SLOTS = ['09:00', '09:30', '10:15', '11:00', '12:30', '13:45', '14:30', '15:15', '16:00']
const AT_ONCE = 6

type Plan = { process: Process; target: Position; seed: number }

/** Fills a made-up business with orders that ended at every step of every order type, days ago and today. */
export async function placeOrders(database: Database, business: Business, founded: Founded): Promise<number> {
  const processes = await withScope(database, founded.owner, { readOnly: true }, currentProcesses)
  const plans = processes
    .flatMap((process) => targetsOf(process).flatMap((target) => Array.from({ length: share(target, business.orders.perStep) }, () => ({ process, target }))))
    .map((plan, n): Plan => ({ ...plan, seed: n + business.slug.length * 7_777 }))
  const waiting = [...plans]
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let plan = waiting.shift(); plan; plan = waiting.shift()) await tell(database, business, founded, plan)
  }))
  return plans.length
}

async function currentProcesses(scope: Scope): Promise<Process[]> {
  const { rows } = await sql<{ key: string }>`SELECT key FROM order_type WHERE organization_id = ${scope.organizationId} ORDER BY key`.execute(scope.db)
  const found = await Promise.all(rows.map(({ key }) => findCurrentProcess(scope, key)))
  return found.filter((process) => process !== undefined)
}

/** Most orders end well: of the cancelled ones a few are enough. */
function share(target: Position, perStep: number): number {
  return target.category === 'cancelled' ? Math.ceil(perStep / 4) : perStep
}

/** Every step an order of this type can come to rest at, once each. */
function targetsOf(process: Process): Position[] {
  const targets = process.orderType.phases.flatMap((phase) => phase.choices.flatMap((choice) =>
    (process.workflows[choice.workflow]?.steps ?? []).flatMap((step) => positionAt(process, phase.type, choice.workflow, step.key) ?? [])))
  return targets.filter((target, i) => targets.findIndex((other) => other.workflow === target.workflow && other.step === target.step) === i)
}

/** One order's story: placed, staffed, paid for, its line items worked on, led to where it ends. */
async function tell(database: Database, business: Business, founded: Founded, { process, target, seed }: Plan): Promise<void> {
  const chance = chanceFrom(seed)
  const staff = founded.team.filter(({ role }) => role !== 'contractor')
  const clock = clockFrom(business.timeZone, ageOf(process, target, business, chance), chance)
  const today = dayOf(clock.now(), business.timeZone)
  const route = routeThat(process, target)
  if (!route) return
  const customer = chance.below(founded.customerIds.length)
  const paymentMethod = chance.pick(business.orders.paymentMethods)
  const order = await perform(database, placeOrder, chance.pick(staff), {
    orderType: process.orderType.key, customer: { id: founded.customerIds[customer] }, lines: linesOf(business, chance), ...route,
    shippingAddress: business.customers[customer]?.address, ...(isReachedUnpaid(process, target) ? {} : { paymentMethod }),
    dueAt: atTime(today, business.orders.dueInDays, '17:00', business.timeZone),
    ...(chance.isLikely(business.orders.scheduled) ? { scheduledAt: atTime(today, 1 + chance.below(4), chance.pick(SLOTS), business.timeZone) } : {}),
    ...(chance.isLikely(0.25) ? { tags: [chance.pick(business.orders.tags)] } : {}),
    channel: route.channel ?? chance.pick(business.orders.channels),
  }, { now: clock.now() })
  await leadOrder({ database, caller: () => chance.pick(staff), process, paymentMethod, clock }, order.id, target)
  if (rulesOf(target.category).isOpen && target.category !== 'draft') await assign(database, founded, chance, order.id, order.lines.map(({ id }) => id), clock)
  if (process.orderType.lineItemWorkflow) await workOn(database, founded, chance, process, order.lines.map(({ id }) => id), target, clock)
  const isPaid = target.category === 'completed' ? chance.isLikely(0.85) : rulesOf(target.category).mayWork && chance.isLikely(0.45)
  if (isPaid) await perform(database, setPayment, founded.owner, { id: order.id, paymentStatus: 'paid' }, { now: clock.now() }).catch(leaveRefused)
}

/** Recent enough that a timer has not moved it on; otherwise anywhere in the days the demo looks back on. */
function ageOf(process: Process, target: Position, business: Business, chance: Chance): number {
  const [timer] = timedMoves(process, { position: target, heldFrom: null, route: [] })
  if (timer) return Math.max(1, Math.floor((timer.wait.afterMinutes / 60) * (0.1 + chance.below(60) / 100)))
  const isOver = !rulesOf(target.category).isOpen
  return isOver ? 72 + chance.below(business.orders.days * 24 - 72) : 20 + chance.below(Math.min(240, business.orders.days * 24))
}

function clockFrom(zone: string, hoursAgo: number, chance: Chance) {
  const then = Date.now() - hoursAgo * HOUR
  const openingTime = `${String(8 + chance.below(11)).padStart(2, '0')}:${String(chance.below(60)).padStart(2, '0')}`
  // People order by day, except where a timer leaves no choice.
  let at = hoursAgo < 36 ? then - chance.below(50) * 60_000 : Date.parse(atTime(dayOf(new Date(then).toISOString(), zone), 0, openingTime, zone))
  return {
    now: () => new Date(at).toISOString(),
    // Never into the future: what is left of the time until now is shared by the moves still to come.
    hoursPass() { at = byDay(at + Math.min((20 + chance.below(500)) * 60_000, (Date.now() - at) * 0.4), zone, chance) },
  }
}

/** Work that would fall into the night waits for the morning, if that has come. */
function byDay(at: number, zone: string, chance: Chance): number {
  const today = dayOf(new Date(at).toISOString(), zone)
  const [opens, closes] = [Date.parse(atTime(today, 0, '08:00', zone)), Date.parse(atTime(today, 0, '19:00', zone))]
  if (at >= opens && at <= closes) return at
  const morning = Date.parse(atTime(today, at > closes ? 1 : 0, '08:05', zone)) + chance.below(90) * 60_000
  return morning < Date.now() ? morning : at
}

/** The channel and fulfilment method that lead through the target's workflow. */
function routeThat(process: Process, target: Position): { channel?: string; fulfilmentMethod?: string } | undefined {
  const choices = process.orderType.phases.flatMap((phase) => phase.choices)
  const choice = choices.find(({ workflow }) => workflow === target.workflow)
  if (!choice) return undefined
  return { ...(choice.channels?.[0] ? { channel: choice.channels[0] } : {}), ...(choice.fulfilmentMethods?.[0] ? { fulfilmentMethod: choice.fulfilmentMethods[0] } : {}) }
}

/**
 * Whether the target is the first step, or is reached from it by a timer, and something moves on from there by itself as soon
 * as a payment method is known: then the customer has not said yet how to pay.
 */
function isReachedUnpaid(process: Process, target: Position): boolean {
  const first = positionAt(process, target.phase, target.workflow)
  if (!first) return false
  const start = { position: first, heldFrom: null, route: [] }
  const [next] = wayTo(process, start, target, {}) ?? []
  const staysFirst = first.step === target.step || next?.transition?.afterMinutes !== undefined
  return staysFirst && automaticMove(process, start, { paymentMethod: 'any', shippingAddress: 'any', lineCount: 1 }) !== undefined
}

function linesOf(business: Business, chance: Chance) {
  const { min, max } = business.orders.lines
  const products = business.categories.flatMap(({ products: all }) => all)
  const wanted = new Set(Array.from({ length: min + chance.below(max - min + 1) }, () => chance.pick(products).sku))
  return [...wanted].map((sku) => ({ sku, quantity: chance.isLikely(0.2) ? 2 : 1 }))
}

async function assign(database: Database, founded: Founded, chance: Chance, id: string, lineIds: string[], clock: { now(): string }): Promise<void> {
  const managers = founded.team.filter(({ role }) => role === 'manager' || role === 'admin')
  const workers = founded.team.filter(({ role }) => role === 'staff' || role === 'contractor')
  if (chance.isLikely(0.2)) return
  await perform(database, assignOrder, founded.owner, { id, managerId: chance.pick(managers).memberId, add: [chance.pick(workers).memberId] }, { now: clock.now() }).catch(leaveRefused)
  const [first] = lineIds
  if (first && chance.isLikely(0.5)) await perform(database, assignLine, founded.owner, { id: first, add: [chance.pick(workers).memberId] }, { now: clock.now() }).catch(leaveRefused)
}

/** Moves line items somewhere along their own workflow: all the way where the order is done. */
async function workOn(database: Database, founded: Founded, chance: Chance, process: Process, lineIds: string[], target: Position, clock: { now(): string }): Promise<void> {
  const steps = process.workflows[process.orderType.lineItemWorkflow ?? '']?.steps ?? []
  const last = steps.findLast((step) => step.category === 'completed')
  for (const id of lineIds) {
    const step = target.category === 'completed' ? last : rulesOf(target.category).mayWork ? chance.pick(steps) : undefined
    if (step && step !== steps[0]) await perform(database, moveLineItem, founded.owner, { id, toStep: step.key }, { now: clock.now() }).catch(leaveRefused)
  }
}

// What the business's own process does not allow is left undone; anything else is a defect.
function leaveRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}
