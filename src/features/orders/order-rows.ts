import { sql, type RawBuilder } from 'kysely'
import { assigneeOf } from '#domain/identity/actor.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { progressOf, type Progress } from '#domain/checklists/progress.ts'
import { checklistProgressOf, lineSummaryOf, peopleOf, searchTextOf, type LineItem, type Order } from '#domain/orders/order.ts'
import { paymentRank } from '#domain/orders/payment-status.ts'
import { stockChanges } from '#domain/orders/stock.ts'
import type { Position } from '#domain/workflows/process.ts'
import { attachFiles } from '#features/files/attach-files.ts'
import { leave, refuseStale, type Scope } from '#platform/scope.ts'

/** Who reads to change holds the order until the commit. */
type Purpose = 'read' | 'change'

/** Reads an order with its line items; unknown, another organization's and (for a contractor) unassigned ones answer alike. */
export async function getOrder(scope: Scope, id: string): Promise<Order> {
  return (await findOrder(scope, sql`o.id = ${id}`, 'read')) ?? refuseUnknown('order')
}

/**
 * Reads an order to change it: its row stays locked until the commit, so whoever changes it next sees this change first.
 * Refuses when the caller meant another version.
 */
export async function getOrderForChange(scope: Scope, id: string): Promise<Order> {
  const order = (await findOrder(scope, sql`o.id = ${id}`, 'change')) ?? refuseUnknown('order')
  return forChange(scope, order)
}

/** The same, found by one of its line items. The order is locked, never the line: it is the one lock of everything on it. */
export async function getOrderOfLineItem(scope: Scope, lineItemId: string, purpose: Purpose): Promise<{ order: Order; line: LineItem }> {
  const which = sql`o.id = (SELECT order_id FROM line_item WHERE organization_id = ${scope.organizationId} AND id = ${lineItemId})`
  const found = await findOrder(scope, which, purpose)
  const line = found?.lines.find((candidate) => candidate.id === lineItemId)
  if (!found || !line) refuseUnknown('line item')
  return { order: purpose === 'change' ? forChange(scope, found) : found, line }
}

/** Saves a new order, whose placing has been recorded. Its rows are written with everything else just before the commit. */
export function saveNewOrder(scope: Scope, order: Order): Order {
  scope.beforeCommit.set(order.id, () => {
    leave(scope, 'newOrders', orderRow(scope, order))
    if (order.lines.length > 0) leave(scope, 'newLines', ...order.lines.map((line) => lineRow(scope, order.id, line)))
    leaveStock(scope, [], order.lines)
    leaveTally(scope, undefined, order)
    if (order.timerAt) leave(scope, 'timers', { orderId: order.id, dueAt: order.timerAt })
    return attachFiles(scope, order.id, namingFiles(order))
  })
  return order
}

/** Saves what became of `before`, and answers with it as it is saved: one version on, updated now. */
export function saveOrder(scope: Scope, before: Order, after: Order): Order {
  const saved: Order = { ...after, version: before.version + 1, updatedAt: scope.now }
  scope.beforeCommit.set(saved.id, () => {
    leave(scope, 'changedOrders', orderRow(scope, saved))
    leaveLines(scope, before, saved)
    leaveStock(scope, before.lines, saved.lines)
    leaveTally(scope, before, saved)
    if (saved.timerAt !== before.timerAt) leave(scope, 'timers', { orderId: saved.id, dueAt: saved.timerAt })
    return attachFiles(scope, saved.id, namingFiles(saved), namingFiles(before))
  })
  return saved
}

function forChange(scope: Scope, order: Order): Order {
  refuseStale(scope, order.version)
  scope.chains.set(order.id, { sequence: order.eventSequence, hash: order.eventHash })
  return order
}

export async function findOrder(scope: Scope, which: RawBuilder<unknown>, purpose: Purpose): Promise<Order | undefined> {
  const [order] = await selectOrders(scope, which, purpose)
  return order
}

/** Reads many orders at once, by id. Those to be changed stay locked until the commit, and their events go on where their chains are. */
export async function readOrders(scope: Scope, ids: string[], purpose: Purpose): Promise<Order[]> {
  const orders = await selectOrders(scope, sql`o.id = ANY(${ids}::uuid[])`, purpose)
  return purpose === 'change' ? orders.map((order) => forChange(scope, order)) : orders
}

async function selectOrders(scope: Scope, which: RawBuilder<unknown>, purpose: Purpose): Promise<Order[]> {
  const assignedOnly = scope.reach === 'assigned' ? sql`AND o.people @> ARRAY[${assigneeOf(scope.actor) ?? null}::uuid]` : sql``
  const wanted = sql`o.organization_id = ${scope.organizationId} AND ${which} ${assignedOnly}`
  // In a statement of its own: one that waits for the lock and then reads gets the order as it is by now, but its line items as
  // they were when it began to wait. In the order of ids, so that two who want several of the same wait for each other.
  if (purpose === 'change') await sql`SELECT FROM orders o WHERE ${wanted} ORDER BY o.id FOR NO KEY UPDATE OF o`.execute(scope.db)
  const { rows } = await sql<OrderRow>`
    SELECT o.*, encode(o.event_hash, 'hex') AS event_hash_hex,
      (SELECT coalesce(json_agg(l ORDER BY l.index), '[]') FROM line_item l WHERE l.organization_id = o.organization_id AND l.order_id = o.id) AS lines
    FROM orders o WHERE ${wanted} ORDER BY o.id`.execute(scope.db)
  return rows.map(orderOf)
}

/** The member who acts; null for whoever else does. */
export function actorId(scope: Scope): string | null {
  return scope.actor.kind === 'member' ? scope.actor.id : null
}

// ---- between rows and orders

type Snake<S extends string> = S extends `${infer Head}${infer Tail}` ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${Snake<Tail>}` : S
/** What a noun's own members are called in the database. */
type Columns<T> = { [K in keyof T as Snake<K & string>]: T[K] }
type PositionColumns = Columns<Omit<Position, 'phase'>>

/** How far checklists are, as it is stored beside them. */
type ProgressColumns = { checklist_done: number; checklist_total: number }

type LineRow = Columns<Omit<LineItem, 'position'>> & ProgressColumns & { [K in keyof PositionColumns]: PositionColumns[K] | null }
export type OrderRow = Columns<Omit<Order, 'position' | 'lines' | 'eventHash'>> & PositionColumns & ProgressColumns & { phase: string | null; event_hash_hex: string | null; lines: LineRow[] }

export function orderOf(r: OrderRow): Order {
  return {
    id: r.id, version: r.version, number: r.number, processId: r.process_id, orderTypeId: r.order_type_id, channel: r.channel,
    externalReference: r.external_reference, sourceKey: r.source_key, customerId: r.customer_id, customer: r.customer,
    position: { phase: r.phase, workflow: r.workflow, step: r.step, statusId: r.status_id, category: r.category },
    heldFrom: r.held_from, route: r.route, paymentStatus: r.payment_status, paymentMethod: r.payment_method, fulfilmentMethod: r.fulfilment_method,
    managerId: r.manager_id, team: r.team, dueAt: r.due_at, scheduledAt: r.scheduled_at, shippingAddress: r.shipping_address,
    billingAddress: r.billing_address, fields: r.fields, answers: r.answers, checklists: r.checklists, location: r.location, notes: r.notes, additionalNotes: r.additional_notes, tags: r.tags, currency: r.currency,
    taxIncluded: r.tax_included, orderDiscount: r.order_discount, subtotal: r.subtotal, discount: r.discount, tax: r.tax, shipping: r.shipping,
    total: r.total, escalated: r.escalated, cancelReason: r.cancel_reason, placedAt: r.placed_at, placedWithinHours: r.placed_within_hours, updatedAt: r.updated_at,
    stepEnteredAt: r.step_entered_at, timerAt: r.timer_at, archivedAt: r.archived_at, eventSequence: r.event_sequence, eventHash: r.event_hash_hex,
    lines: r.lines.map(lineOf),
  }
}

function lineOf(r: LineRow): LineItem {
  const position = r.workflow !== null && r.step !== null && r.status_id !== null && r.category !== null
    ? { phase: null, workflow: r.workflow, step: r.step, statusId: r.status_id, category: r.category }
    : null
  return {
    id: r.id, index: r.index, kind: r.kind, productId: r.product_id, variantId: r.variant_id, parentId: r.parent_id, name: r.name, sku: r.sku,
    unit: r.unit, quantity: r.quantity, unitPrice: r.unit_price, lineDiscount: r.line_discount, taxRate: r.tax_rate, subtotal: r.subtotal,
    discount: r.discount, tax: r.tax, total: r.total, shippable: r.shippable, tracksStock: r.tracks_stock, stockState: r.stock_state, position,
    heldFrom: r.held_from, assignees: r.assignees, fields: r.fields, answers: r.answers, checklists: r.checklists, notes: r.notes, escalated: r.escalated,
  }
}

// The chain is read last: every event of this change has been recorded by now.
function orderRow(scope: Scope, order: Order): object {
  const chain = scope.chains.get(order.id)
  if (!chain) throw new Error('An order is saved in the scope that loaded it')
  return {
    organization_id: scope.organizationId, id: order.id, version: order.version, number: order.number, process_id: order.processId,
    order_type_id: order.orderTypeId, channel: order.channel, external_reference: order.externalReference, source_key: order.sourceKey,
    customer_id: order.customerId, customer: order.customer, phase: order.position.phase, workflow: order.position.workflow,
    step: order.position.step, status_id: order.position.statusId, category: order.position.category, held_from: order.heldFrom,
    route: order.route, payment_status: order.paymentStatus, payment_rank: paymentRank[order.paymentStatus], payment_method: order.paymentMethod,
    fulfilment_method: order.fulfilmentMethod, manager_id: order.managerId, team: order.team, people: peopleOf(order), due_at: order.dueAt,
    scheduled_at: order.scheduledAt, shipping_address: order.shippingAddress, billing_address: order.billingAddress, fields: order.fields, answers: order.answers, checklists: order.checklists,
    ...progressColumns(checklistProgressOf(order)), location: order.location, notes: order.notes, additional_notes: order.additionalNotes, tags: order.tags, currency: order.currency, tax_included: order.taxIncluded,
    order_discount: order.orderDiscount, subtotal: order.subtotal, discount: order.discount, tax: order.tax, shipping: order.shipping,
    total: order.total, line_summary: lineSummaryOf(order), escalated: order.escalated, cancel_reason: order.cancelReason,
    placed_at: order.placedAt, placed_within_hours: order.placedWithinHours, step_entered_at: order.stepEnteredAt, timer_at: order.timerAt, archived_at: order.archivedAt,
    event_sequence: chain.sequence, event_hash: chain.hash === null ? null : `\\x${chain.hash}`, search_text: searchTextOf(order), updated_at: order.updatedAt,
  }
}

function lineRow(scope: Scope, orderId: string, line: LineItem): object {
  return {
    organization_id: scope.organizationId, order_id: orderId, id: line.id, index: line.index, kind: line.kind, product_id: line.productId,
    variant_id: line.variantId, parent_id: line.parentId, name: line.name, sku: line.sku, unit: line.unit, quantity: line.quantity,
    unit_price: line.unitPrice, line_discount: line.lineDiscount, tax_rate: line.taxRate, subtotal: line.subtotal, discount: line.discount,
    tax: line.tax, total: line.total, shippable: line.shippable, tracks_stock: line.tracksStock, stock_state: line.stockState,
    workflow: line.position?.workflow ?? null, step: line.position?.step ?? null, status_id: line.position?.statusId ?? null,
    category: line.position?.category ?? null, held_from: line.heldFrom, assignees: line.assignees, fields: line.fields, answers: line.answers, checklists: line.checklists,
    ...progressColumns(progressOf(line.checklists)), notes: line.notes, escalated: line.escalated,
  }
}

function progressColumns({ done, total }: Progress): ProgressColumns {
  return { checklist_done: done, checklist_total: total }
}

function leaveLines(scope: Scope, before: Order, after: Order): void {
  const known = new Map(before.lines.map((line) => [line.id, line]))
  const kept = new Set(after.lines.map((line) => line.id))
  const added = after.lines.filter((line) => !known.has(line.id))
  const changed = after.lines.filter((line) => known.has(line.id) && JSON.stringify(known.get(line.id)) !== JSON.stringify(line))
  const removed = before.lines.filter((line) => !kept.has(line.id))
  if (added.length > 0) leave(scope, 'newLines', ...added.map((line) => lineRow(scope, after.id, line)))
  if (changed.length > 0) leave(scope, 'changedLines', ...changed.map((line) => lineRow(scope, after.id, line)))
  if (removed.length > 0) leave(scope, 'removedLines', ...removed.map((line) => line.id))
}

function leaveStock(scope: Scope, before: LineItem[], after: LineItem[]): void {
  const changes = stockChanges(before, after)
  if (changes.length > 0) leave(scope, 'stock', ...changes)
}

function leaveTally(scope: Scope, before: Order | undefined, after: Order): void {
  const was = before && tallyCell(before)
  const is = tallyCell(after)
  if (was && JSON.stringify(was) === JSON.stringify(is)) return
  if (was) leave(scope, 'tally', { ...was, change: -1 })
  leave(scope, 'tally', { ...is, change: 1 })
}

/** Where an order names files: its fields and answers, and those of its line items. */
function namingFiles({ fields, answers, lines }: Order): unknown {
  return [fields, answers, lines.map((line) => [line.fields, line.answers])]
}

/** The facts an order is counted by. */
function tallyCell(order: Order) {
  return {
    orderTypeId: order.orderTypeId, statusId: order.position.statusId, category: order.position.category,
    paymentStatus: order.paymentStatus, scheduled: order.scheduledAt !== null, archived: order.archivedAt !== null,
  }
}
