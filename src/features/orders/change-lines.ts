import type { InputOf } from '#domain/kernel/contract.ts'
import { refuse, refuseField } from '#domain/kernel/refusal.ts'
import type { Changes } from '#domain/events.ts'
import type { AskedLine } from '#domain/orders/asked-line.ts'
import * as contract from '#domain/orders/contract.ts'
import { lineItemFieldsOf } from '#domain/orders/custom-fields.ts'
import { refuseArchived, refuseLineTooLarge, refuseTooLarge, refuseUnlessEditable } from '#domain/orders/editing.ts'
import { MOST_LINES, withTotals, type LineItem, type Order } from '#domain/orders/order.ts'
import { withStock } from '#domain/orders/stock.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { enterOne, type EntryPlace } from '#features/line-wizards/enter-lines.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { buildLines, refuseUnlessMayPrice } from './build-lines.ts'
import { explainLineTaken } from './explain-line-taken.ts'
import { followOrder } from './follow-order.ts'
import { getOrder, getOrderForChange, getOrderOfLineItem, saveOrder } from './order-rows.ts'
import { ownChannelOf } from './place-order.ts'
import { presentOrder } from './present-order.ts'
import { refuseUnfitValues } from './refuse-unfit-values.ts'

const pointerToLine = () => '/line'

/** Adds a line item, and with a package the lines it brings. */
export const addLine = operation(contract.addLine, async (scope, { id, line }) => {
  return presentOrder(scope, await enterLine(scope, id, await enterOne(scope, line, () => entryPlaceOf(scope, id), pointerToLine())))
})

async function entryPlaceOf(scope: Scope, orderId: string): Promise<EntryPlace> {
  const { processId, currency } = await getOrder(scope, orderId)
  return { process: await getProcess(scope, processId), currency, channel: ownChannelOf(scope), orderId }
}

/** Adds a line item to an order for whoever decided that it may be added. */
export async function enterLine(scope: Scope, orderId: string, line: AskedLine): Promise<Order> {
  const order = await getOrderForChange(scope, orderId)
  refuseUnlessEditable(order)
  const settings = await organizationSettings(scope)
  const process = await getProcess(scope, order.processId)
  const firstIndex = Math.max(-1, ...order.lines.map(({ index }) => index)) + 1
  const added = await buildLines(scope, [line], { process, currency: order.currency, defaultTaxRate: settings.taxRate, isShipped: order.shippingAddress !== null, firstIndex }, pointerToLine)
  if (order.lines.length + added.length > MOST_LINES) refuse('validation-failed', `An order has at most ${MOST_LINES} line items.`)
  if (added.some((one) => order.lines.some((other) => other.id === one.id))) refuse('duplicate', 'A line item with this id is on the order already.', { errors: [{ pointer: '/line/id', code: 'duplicate', message: 'A line item with this id is on the order already.' }] })
  const updated = recomputed({ ...order, lines: [...order.lines, ...added] })
  refuseTooLarge(updated, '/line/unitPrice')
  scope.explain = (error) => explainLineTaken(error, [line], () => '/line') ?? error
  for (const one of added) record(scope, 'line_item.added', { lineItemId: one.id, name: one.name, quantity: one.quantity, position: one.position, ...(one.checklists.length > 0 ? { checklists: one.checklists } : {}), total: { from: order.total, to: updated.total } }, order.id)
  return saveOrder(scope, order, await followOrder(scope, process, updated))
}

/** Changes a line item. Name, quantity and price only while the order may be edited; its notes, fields and escalation at any time. */
export const changeLine = operation(contract.changeLine, async (scope, asked) => presentOrder(scope, await reviseLine(scope, asked)))

/** A change of a line item, and what was answered when it was entered anew. */
type Revision = InputOf<typeof contract.changeLine> & Pick<AskedLine, 'answers' | 'isPricedByRule'>

export async function reviseLine(scope: Scope, { id, ...asked }: Revision): Promise<Order> {
  const { order, line } = await getOrderOfLineItem(scope, id, 'change')
  const changesWhatWasOrdered = asked.name !== undefined || asked.quantity !== undefined || asked.unitPrice !== undefined || asked.discount !== undefined || asked.taxRate !== undefined
  if (changesWhatWasOrdered) refuseUnlessEditable(order)
  else refuseArchived(order)
  refuseOtherCurrency(order, asked)
  await refuseUnfitValues(scope, [{ declared: lineItemFieldsOf(await getProcess(scope, order.processId)), given: asked.fields, pointer: '/fields', before: line.fields }])
  if ((asked.unitPrice && !asked.isPricedByRule && asked.unitPrice.amount !== line.unitPrice) || (asked.discount && asked.discount.amount !== line.lineDiscount)) refuseUnlessMayPrice(scope, asked.discount ? '/discount' : '/unitPrice')
  const changed: LineItem = {
    ...line, name: asked.name ?? line.name, quantity: asked.quantity ?? line.quantity, unitPrice: asked.unitPrice?.amount ?? line.unitPrice,
    lineDiscount: asked.discount?.amount ?? line.lineDiscount, taxRate: asked.taxRate ?? line.taxRate, notes: asked.notes ?? line.notes,
    fields: { ...line.fields, ...asked.fields }, answers: asked.answers ?? line.answers, escalated: asked.escalated ?? line.escalated,
  }
  const pointer = asked.unitPrice ? '/unitPrice' : '/quantity'
  refuseLineTooLarge(changed, pointer)
  const lines = order.lines.map((candidate) => (candidate.id === id ? changed : candidate))
  return saveLines(scope, order, { ...order, lines, escalated: lines.some(({ escalated }) => escalated) }, (updated) => {
    refuseTooLarge(updated, pointer)
    const changes = changesBetween(line, changed)
    if (Object.keys(changes).length === 0) return false
    record(scope, 'line_item.changed', { lineItemId: id, name: changed.name, changes, total: { from: order.total, to: updated.total } }, order.id)
    return true
  })
}

/** Takes a line item off an order, and with a package the lines it brought. */
export const removeLine = operation(contract.removeLine, async (scope, { id }) => {
  const { order, line } = await getOrderOfLineItem(scope, id, 'change')
  refuseUnlessEditable(order)
  const lines = order.lines.filter((candidate) => candidate.id !== id && candidate.parentId !== id)
  const { orderType } = await getProcess(scope, order.processId)
  if (lines.length === 0 && orderType.intake.lines) refuse('validation-failed', `This is the last line item, and ${orderType.name} needs at least one. Add another before you remove it.`)
  return presentOrder(scope, await saveLines(scope, order, { ...order, lines, escalated: lines.some(({ escalated }) => escalated) }, (updated) => {
    record(scope, 'line_item.removed', { lineItemId: id, name: line.name, with: order.lines.filter(({ parentId }) => parentId === id).map((brought) => brought.id), total: { from: order.total, to: updated.total } }, order.id)
    return true
  }))
})

async function saveLines(scope: Scope, order: Order, changed: Order, recordChange: (updated: Order) => boolean): Promise<Order> {
  const updated = recomputed(changed)
  if (!recordChange(updated)) return order
  return saveOrder(scope, order, await followOrder(scope, await getProcess(scope, order.processId), updated))
}

function recomputed(order: Order): Order {
  return withStock(withTotals(order))
}

function refuseOtherCurrency(order: Order, asked: { unitPrice?: { currency: string } | undefined; discount?: { currency: string } | undefined }): void {
  for (const name of ['unitPrice', 'discount'] as const) {
    if (asked[name] && asked[name].currency !== order.currency) refuseField(`/${name}/currency`, 'currency', `Every amount of this order is in ${order.currency}.`)
  }
}

const recorded = ['name', 'quantity', 'unitPrice', 'lineDiscount', 'taxRate', 'notes', 'fields', 'answers', 'escalated'] as const

function changesBetween(before: LineItem, after: LineItem): Changes {
  return Object.fromEntries(
    recorded.flatMap((name) => (JSON.stringify(before[name]) === JSON.stringify(after[name]) ? [] : [[name, { from: before[name], to: after[name] }]])),
  )
}
