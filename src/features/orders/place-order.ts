import { sql } from 'kysely'
import type { Checklist } from '#domain/checklists/checklist.ts'
import type { Because } from '#domain/events.ts'
import { businessHoursOf, isOpen } from '#domain/hours/business-hours.ts'
import { newId } from '#domain/kernel/id.ts'
import { Refusal, refuse, refuseErrors, refuseField } from '#domain/kernel/refusal.ts'
import type { InputOf } from '#domain/kernel/contract.ts'
import type { AskedLine } from '#domain/orders/asked-line.ts'
import type { Channel } from '#domain/orders/channel.ts'
import * as contract from '#domain/orders/contract.ts'
import { orderFieldsOf } from '#domain/orders/custom-fields.ts'
import { refuseDiscountBeyond, refuseTooLarge } from '#domain/orders/editing.ts'
import { intakeGaps } from '#domain/orders/intake.ts'
import { locationFor } from '#domain/orders/order-number.ts'
import type { Order } from '#domain/orders/order.ts'
import { startOrder } from '#domain/orders/start-order.ts'
import type { KeptAnswer } from '#domain/wizards/answer.ts'
import type { Process } from '#domain/workflows/process.ts'
import { recogniseCustomer } from '#features/customers/recognise-customer.ts'
import { organizationSettings, type OrganizationSettings } from '#features/identity/organization-settings.ts'
import { enterLines, type EntryPlace } from '#features/line-wizards/enter-lines.ts'
import { getStartingProcess } from '#features/workflows/processes.ts'
import { operation } from '#platform/operation.ts'
import { hashOf, record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { together } from '#platform/together.ts'
import { buildLines, refuseUnlessMayPrice } from './build-lines.ts'
import { explainLineTaken } from './explain-line-taken.ts'
import { followOrder } from './follow-order.ts'
import { newOrderNumber } from './order-number.ts'
import { findOrder, saveNewOrder } from './order-rows.ts'
import { presentOrder } from './present-order.ts'
import { refuseUnfitValues } from './refuse-unfit-values.ts'

type Asked = InputOf<typeof contract.placeOrder>

/** Places an order at the first step of its process. Asking the same twice with one id gives the order that is there. */
export const placeOrder = operation(contract.placeOrder, async (scope, asked) => {
  const placedBefore = asked.id && (await findOrder(scope, sql`o.id = ${asked.id}`, 'read'))
  if (placedBefore) {
    await refuseUnlessAskedSo(scope, asked)
    return presentOrder(scope, placedBefore)
  }
  const lines = await enterLines(scope, asked.lines, () => entryPlaceOf(scope, asked), pointerToLine)
  return presentOrder(scope, await placeAsked(scope, { ...asked, lines }, asked.id ? { asked: hashOf(null, asked) } : {}))
}, { sharesCommits: true })

async function entryPlaceOf(scope: Scope, asked: Asked): Promise<EntryPlace> {
  const process = await getStartingProcess(scope, asked.orderType)
  return { process, currency: currencyOf(process, await organizationSettings(scope), asked), channel: channelOf(scope, asked), orderId: null }
}

/** What is asked for, and what a wizard brings with it: answers to be kept, lists that were gone through, and the run it comes from. */
export type AskedOrder = Omit<Asked, 'lines'> & { lines: AskedLine[]; answers?: KeptAnswer[]; checklists?: Checklist[]; sourceKey?: string }

/** Places an order for whoever decided that it may be placed. */
export async function placeAsked(scope: Scope, asked: AskedOrder, from: { asked?: string }): Promise<Order> {
  const process = await getStartingProcess(scope, asked.orderType)
  const order = await draftOrder(scope, process, asked)
  refuseErrors(intakeGaps(process.orderType, order))
  refuseTooLarge(order, '/lines')
  refuseDiscountBeyond(order)
  scope.explain = (error) => explainLineTaken(error, asked.lines, pointerToLine) ?? explainShortage(error, order)
  return recordPlaced(scope, process, order, from)
}

/** What the stock room refused, with the line items that ask for it. */
function explainShortage(error: unknown, { lines }: Order): unknown {
  const { code, detail: sku } = error as { code?: string; detail?: string }
  if (code !== 'DK409' || sku === undefined) return error
  const asked = lines.filter(({ parentId }) => parentId === null).map(({ id }) => id)
  const short = lines.filter((line) => line.sku === sku && line.tracksStock)
  const pointers = [...new Set(short.map(({ id, parentId }) => pointerToLine(asked.indexOf(parentId ?? id))))]
  return new Refusal('insufficient-stock', `There is not enough of ${sku} in stock.`, [], { sku, lines: pointers.map((pointer) => ({ pointer, sku })) })
}

function pointerToLine(i: number): string {
  return `/lines/${i}`
}

/** One id stands for one order: what was asked with it first is in the order's record, and anything else is refused. */
async function refuseUnlessAskedSo(scope: Scope, asked: Asked): Promise<void> {
  const { rows } = await sql<{ asked: string | null }>`SELECT data->>'asked' AS asked FROM event
    WHERE organization_id = ${scope.organizationId} AND order_id = ${asked.id} AND sequence = 1`.execute(scope.db)
  if (rows[0]?.asked === hashOf(null, asked)) return
  const message = 'Another order was placed with this id. Use a new id for a new order.'
  refuse('duplicate', message, { errors: [{ pointer: '/id', code: 'duplicate', message }] })
}

/** Saves a drafted order, records that it was placed, and lets follow what follows. */
export async function recordPlaced(scope: Scope, process: Process, order: Order, from: PlacedFrom): Promise<Order> {
  recordPlacing(scope, process, order, from)
  return saveNewOrder(scope, await followOrder(scope, process, order))
}

/** `copyOf` names the order it repeats, `asked` is the hash of what was asked with an id of the asker's own, `because` who placed it by themselves. */
type PlacedFrom = { copyOf?: string; asked?: string; because?: Because }

/** Begins the record of an order: all that it holds then and that later events change. */
export function recordPlacing(scope: Scope, process: Process, order: Order, from: PlacedFrom): void {
  scope.chains.set(order.id, { sequence: 0, hash: null })
  record(scope, 'order.placed', {
    number: order.number, orderType: process.orderType.key, channel: order.channel, position: order.position, customerId: order.customerId,
    total: order.total, currency: order.currency, ...from,
    ...(order.checklists.length > 0 ? { checklists: order.checklists } : {}),
    lines: order.lines.map(({ id, name, quantity, position, checklists }) => ({ id, name, quantity, position, ...(checklists.length > 0 ? { checklists } : {}) })),
  }, order.id)
}

async function draftOrder(scope: Scope, process: Process, asked: AskedOrder): Promise<Order> {
  const settings = await organizationSettings(scope)
  const { taxRate = settings.taxRate, taxIncluded = settings.taxIncluded } = process.orderType
  const currency = currencyOf(process, settings, asked)
  const channel = channelOf(scope, asked)
  for (const name of ['shipping', 'discount'] as const) {
    if (asked[name] && asked[name].currency !== currency) refuseField(`/${name}/currency`, 'currency', `Every amount of this order is in ${currency}.`)
  }
  if ((asked.discount?.amount ?? 0) > 0) refuseUnlessMayPrice(scope, '/discount')
  await refuseUnfitValues(scope, [{ declared: orderFieldsOf(process), given: asked.fields, pointer: '/fields' }])
  const [customer, lines] = await together(
    recogniseCustomer(scope, asked.customer),
    buildLines(scope, asked.lines, { process, currency, defaultTaxRate: taxRate, isShipped: Boolean(asked.shippingAddress), firstIndex: 0 }, pointerToLine),
  )
  const location = locationFor(process.orderType, settings.locations, asked.location)
  const number = await newOrderNumber(scope, process.orderType, location)
  return startOrder(process, {
    id: asked.id ?? newId(), number, channel, location: location?.key ?? null, customerId: customer.id, customer: customer.snapshot,
    currency, taxIncluded, lines, now: scope.now, fulfilmentMethod: fulfilmentOf(process, asked),
    placedWithinHours: isOpen(businessHoursOf(settings), location?.key ?? null, scope.now),
    details: {
      externalReference: asked.externalReference ?? null, paymentMethod: asked.paymentMethod ?? null, dueAt: asked.dueAt ?? null,
      scheduledAt: asked.scheduledAt ?? null, shippingAddress: asked.shippingAddress ?? null, billingAddress: asked.billingAddress ?? null,
      fields: asked.fields ?? {}, notes: asked.notes ?? '', additionalNotes: asked.additionalNotes ?? '', tags: asked.tags ?? [],
      orderDiscount: asked.discount?.amount ?? 0, shipping: asked.shipping?.amount ?? 0,
    },
    answers: asked.answers, checklists: asked.checklists, sourceKey: asked.sourceKey,
  })
}

function currencyOf({ orderType }: Process, settings: OrganizationSettings, asked: Pick<Asked, 'currency'>): string {
  return asked.currency ?? orderType.currency ?? settings.currency
}

function channelOf(scope: Scope, asked: Pick<Asked, 'channel'>): Channel {
  return asked.channel ?? ownChannelOf(scope)
}

/** Where what is asked comes from, unless it says so. */
export function ownChannelOf({ actor }: Pick<Scope, 'actor'>): Channel {
  return actor.kind === 'api_client' ? 'api' : 'back_office'
}

function fulfilmentOf(process: Process, asked: AskedOrder): string | null {
  const methods = process.orderType.fulfilmentMethods
  if (asked.fulfilmentMethod === undefined || asked.fulfilmentMethod === null) return methods[0]?.key ?? null
  if (methods.some(({ key }) => key === asked.fulfilmentMethod)) return asked.fulfilmentMethod
  return refuseField('/fulfilmentMethod', 'unknown', `${process.orderType.name} offers: ${methods.map(({ key }) => key).join(', ') || 'no fulfilment methods'}.`)
}
