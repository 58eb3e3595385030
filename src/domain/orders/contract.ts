import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'
import { checklist } from '../checklists/checklist.ts'
import { keptAnswer, sentAnswers } from '../wizards/answer.ts'
import { categories } from '../workflows/category.ts'
import { category, fieldDefinition } from '../workflows/schema.ts'
import { statusColors } from '../workflows/status.ts'
import { channels } from './channel.ts'
import { lineItemKinds, MOST_LINES } from './order.ts'
import { orderSorts } from './order-sort.ts'
import { paymentStatuses } from './payment-status.ts'

// ---- what comes back

export const person = z.object({ id: s.id, name: z.string() })
export const shownStatus = z.object({
  id: s.id, key: z.string(), name: z.string(), customerName: z.string().nullable(), category, color: z.enum(statusColors), icon: z.string().nullable(),
})
export const shownPosition = z.object({
  phase: z.string().nullable(), phaseName: z.string().nullable(), workflow: z.string(), workflowName: z.string(), step: z.string(),
  status: shownStatus, enteredAt: s.instant.optional(),
})

export const shownLineItem = z.object({
  id: s.id, index: z.int(), kind: z.enum(lineItemKinds), productId: s.id.nullable(), variantId: s.id.nullable(), parentId: s.id.nullable(),
  name: z.string(), sku: z.string().nullable(), unit: z.string().nullable(), quantity: z.number(),
  unitPrice: s.money, subtotal: s.money, discount: s.money, tax: s.money, total: s.money, taxRate: z.number(), shippable: z.boolean(),
  position: shownPosition.nullable(), assignees: z.array(person), fields: s.fieldValues, answers: z.array(keptAnswer), checklists: z.array(checklist), notes: z.string(), escalated: z.boolean(),
})

const orderFacts = {
  id: s.id, number: z.string(), version: z.int(),
  orderType: z.object({ id: s.id, key: z.string(), name: z.string(), version: z.int() }),
  channel: z.enum(channels), location: z.string().nullable(), externalReference: z.string().nullable(),
  customer: z.object({ id: s.id.nullable(), name: z.string(), firstName: z.string().nullable(), lastName: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() }),
  position: shownPosition,
  paymentStatus: z.enum(paymentStatuses), paymentMethod: z.string().nullable(), fulfilmentMethod: z.string().nullable(),
  manager: person.nullable(), team: z.array(person),
  dueAt: s.instant.nullable(), scheduledAt: s.instant.nullable(), placedAt: s.instant, updatedAt: s.instant, archivedAt: s.instant.nullable(),
  tags: z.array(z.string()), escalated: z.boolean(), shippingAddress: s.address.nullable(), total: s.money,
}

/** How far the checklists of something are: its own, and of an order those of its line items with it. */
const checklistProgress = z.object({ done: z.int(), total: z.int() })

/** An order as a row of a list. */
export const listedOrder = z.object({
  ...orderFacts, items: z.object({ count: z.int(), quantity: z.number(), names: z.array(z.string()) }), checklist: checklistProgress,
  services: z.array(z.object({ id: s.id, name: z.string(), status: shownStatus.nullable(), escalated: z.boolean(), checklist: checklistProgress })),
})
export type ListedOrder = z.infer<typeof listedOrder>

const shownStep = z.object({ key: z.string(), status: shownStatus, instructions: z.string().nullable(), expectedMinutes: z.int().nullable() })

export const shownMove = z.object({
  key: z.string(), name: z.string(), kind: z.enum(['named', 'forward', 'back', 'free']), icon: z.string().nullable(),
  to: shownPosition, fields: z.array(fieldDefinition), reasonRequired: z.boolean(), wizard: z.string().nullable(),
  verdict: z.object({ allowed: z.boolean(), missing: z.array(fieldDefinition), blockedBy: z.array(z.object({ code: z.string(), message: z.string() })), confirm: z.string().optional(), because: z.string() }),
})
export type ShownMove = z.infer<typeof shownMove>

/** What an order would do by itself, what it waits for, and what would keep a timer from it; `text` says it as of now. */
export const shownExpectedMove = z.object({
  key: z.string(), name: z.string(), kind: z.enum(['automatic', 'timer', 'roll_up']), to: shownPosition, dueAt: s.instant.nullable(),
  met: z.array(z.string()), waitsFor: z.array(z.object({ is: z.string(), why: z.string() })), unless: z.array(z.string()), text: z.string(),
})
export type ShownExpectedMove = z.infer<typeof shownExpectedMove>

/** Where what is asked about stood when its moves were judged. */
const judgedAt = z.object({ workflow: z.string(), step: z.string() })

/** Every move the process offers from where an order stands, each with its verdict, and what would happen by itself. */
export const shownOrderMoves = z.object({ at: judgedAt, items: z.array(shownMove), byItself: z.array(shownExpectedMove) })

/** An order, whole. */
export const shownOrder = z.object({
  ...orderFacts,
  heldFrom: shownPosition.nullable(),
  /** The move that the next opening or closing makes by itself, as things stand. */
  movesWithHours: z.object({ at: s.instant, when: z.enum(['opening', 'closing']), to: shownStatus }).nullable(),
  route: z.array(z.object({ phase: z.string(), phaseName: z.string(), workflow: z.string(), workflowName: z.string(), steps: z.array(shownStep) })),
  /** The steps its line items go through, as frozen with its process; null where the order type does not track line items. */
  lineItemSteps: z.array(shownStep).nullable(),
  billingAddress: s.address.nullable(), fields: s.fieldValues, answers: z.array(keptAnswer), checklists: z.array(checklist), notes: z.string(), additionalNotes: z.string(), cancelReason: z.string().nullable(),
  subtotal: s.money, discount: s.money, orderDiscount: s.money, tax: s.money, shipping: s.money, taxIncluded: z.boolean(),
  lines: z.array(shownLineItem), processId: s.id,
  /** What leads on from here; only where a move was asked to answer it. */
  moves: shownOrderMoves.optional(),
})
export type ShownOrder = z.infer<typeof shownOrder>
export type ShownLineItem = z.infer<typeof shownLineItem>
export type ShownStatus = z.infer<typeof shownStatus>
export type ShownPosition = z.infer<typeof shownPosition>

export const shownEvent = z.object({
  id: s.id, type: z.string(), orderId: s.id.nullable(), orderNumber: z.string().nullable(), sequence: z.int().nullable(), at: s.instant,
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }), origin: z.string(), data: z.record(z.string(), z.unknown()),
})
export type ShownEvent = z.infer<typeof shownEvent>

// ---- what is asked

const lineAnswers = sentAnswers.describe(
  'Answers to the wizard by which this product is entered, by the keys of its questions (GET /wizards/{key} has their JSON Schema). Where they are given, even empty, the wizard is gone through: '
  + 'what is missing or wrong is refused by question, the problem’s `pages` name the page of each, and the quantity and price that the wizard works out go before those asked for. '
  + 'Left out, nobody went through the wizard: the product is ordered as it stands in the catalog, and can be entered later: on the order’s page, or by a run of that wizard on the line item (POST /wizards/{key}/runs with its lineItemId).',
)

export const newLine = z.strictObject({
  id: s.id.optional(),
  sku: s.line(100).optional(),
  productId: s.id.optional(),
  name: s.line(200).optional(),
  quantity: s.quantity.default(1),
  unitPrice: s.price.optional(),
  discount: s.price.optional(),
  taxRate: s.percentage.optional(),
  notes: s.text(2000).optional(),
  fields: s.fieldValues.optional(),
  answers: lineAnswers.optional(),
}).refine((line) => line.sku !== undefined || line.productId !== undefined || line.name !== undefined, { error: 'A line item needs a sku, a productId or a name.', path: ['sku'], params: { code: 'required' } })
export type NewLine = z.infer<typeof newLine>

export const newCustomer = z.strictObject({
  id: s.id.optional(),
  firstName: s.line(100).optional(),
  lastName: s.line(100).optional(),
  email: s.email.optional(),
  phone: s.phone.optional(),
}).refine((customer) => Object.values(customer).some((value) => value !== undefined), { error: 'A customer needs an id, a name, an email or a phone.', params: { code: 'required' } })

const orderDetails = {
  paymentMethod: s.line(60).nullable().optional(),
  fulfilmentMethod: s.key.nullable().optional(),
  dueAt: s.instant.nullable().optional(),
  scheduledAt: s.instant.nullable().optional(),
  shippingAddress: s.address.nullable().optional(),
  billingAddress: s.address.nullable().optional(),
  fields: s.fieldValues.optional(),
  notes: s.text(10_000).optional(),
  additionalNotes: s.text(10_000).optional(),
  tags: s.tags.optional(),
  externalReference: s.line(200).nullable().optional(),
  shipping: s.price.optional(),
  discount: s.price.optional(),
}

export const placeOrder = contract({
  name: 'order.place', method: 'POST', path: '/orders', status: 201, permission: 'order.create', needs: ['idempotency'],
  summary: 'Place an order',
  input: z.strictObject({
    id: s.id.optional(),
    orderType: s.key,
    // What was imported is known from its file; nobody else may say so of an order.
    channel: z.enum(channels).exclude(['import']).optional(),
    customer: newCustomer,
    lines: z.array(newLine).max(MOST_LINES),
    currency: s.currency.optional(),
    /** The organization's location that takes it. */
    location: s.key.optional(),
    ...orderDetails,
  }),
  output: shownOrder,
  example: {
    orderType: 'product-order', customer: { firstName: 'Amira', lastName: 'Haddad', email: 'amira@example.com' },
    lines: [{ name: 'Gift card', quantity: 1, unitPrice: { amount: 1500, currency: 'USD' } }],
    shippingAddress: { line1: '1 Main Street', city: 'Springfield', region: 'IL', postalCode: '62701', country: 'US' },
  },
})

/** Every stored fact an order can be found by; dates are half-open days in the organization's zone. */
export const orderFilter = {
  q: z.string().max(200).optional(),
  category: s.listOf(z.enum(categories)).optional(),
  status: s.listOf(s.key).optional(),
  step: s.listOf(s.key).optional(),
  phase: s.listOf(s.key).optional(),
  orderType: s.listOf(s.key).optional(),
  channel: s.listOf(z.enum(channels)).optional(),
  location: s.listOf(s.key).optional(),
  paymentStatus: s.listOf(z.enum(paymentStatuses)).optional(),
  manager: s.listOf(s.id.or(z.literal('none'))).optional(),
  assignee: s.listOf(s.id).optional(),
  tag: s.listOf(s.line(50)).optional(),
  customer: s.id.optional(),
  placedFrom: s.date.optional(), placedTo: s.date.optional(),
  dueFrom: s.date.optional(), dueTo: s.date.optional(),
  scheduledFrom: s.date.optional(), scheduledTo: s.date.optional(),
  scheduled: s.flag.optional(),
  escalated: s.flag.optional(),
  /** Whether anything is still to be ticked on its checklists, or on those of its line items. */
  checklistOpen: s.flag.optional(),
  /** Archived orders stay out of the way unless asked for: `true` for them alone, `any` for all. A search looks through all. */
  archived: z.union([z.literal('any'), s.flag]).optional(),
}

export const listOrders = contract({
  name: 'order.list', method: 'GET', path: '/orders', permission: 'order.read',
  summary: 'List orders: filter, sort, page by cursor',
  input: z.strictObject({ ...orderFilter, sort: z.enum(orderSorts).default('placed_at'), direction: z.enum(['asc', 'desc']).default('desc'), ...s.paging }),
  output: s.pageOf(listedOrder),
})

/** How many orders match, exactly where counters answer it; otherwise counted up to a bound and marked as such. */
export const counted = z.object({ count: z.int(), isExact: z.boolean() })

export const countOrders = contract({
  name: 'order.count', method: 'GET', path: '/orders/counts', permission: 'order.read',
  summary: "Count orders: a filter's, or every tab's and group's of a view",
  input: z.strictObject({ view: s.key.optional(), ...orderFilter }),
  output: z.object({ total: counted, tabs: z.record(z.string(), counted), groups: z.record(z.string(), counted) }),
})

export const getOrder = contract({
  name: 'order.get', method: 'GET', path: '/orders/{id}', permission: 'order.read',
  summary: 'Read one order with its line items', input: z.strictObject({ id: s.id }), output: shownOrder,
})

export const updateOrder = contract({
  name: 'order.update', method: 'PATCH', path: '/orders/{id}', permission: 'order.update', needs: ['version'],
  summary: "Change an order's details; totals are computed anew",
  /** Its number stays what it is, also where it tells the location. */
  input: z.strictObject({ id: s.id, customer: newCustomer.optional(), location: s.key.optional(), ...orderDetails }), output: shownOrder,
})

const wantedMove = {
  transition: s.key.optional(),
  toStep: s.key.optional(),
  fields: s.fieldValues.optional(),
  reason: s.text(2000).optional(),
  /** Whether the answer shall also hold what leads on from there: `moves`, as GET on the order's transitions answers it. */
  withMoves: z.boolean().optional(),
}
const oneWay = (wanted: { transition?: string | undefined; toStep?: string | undefined }) => (wanted.transition === undefined) !== (wanted.toStep === undefined)
const oneWayError = { error: 'Name either a transition or a toStep.', path: ['transition'], params: { code: 'required' } }

export const listOrderMoves = contract({
  name: 'order.list_moves', method: 'GET', path: '/orders/{id}/transitions', permission: 'order.read',
  summary: 'Every move the process offers from here, each with its verdict, and what would happen by itself', input: z.strictObject({ id: s.id }),
  output: shownOrderMoves,
})
export const moveOrder = contract({
  name: 'order.move', method: 'POST', path: '/orders/{id}/transitions', permission: 'order.move',
  summary: 'Move an order by a transition or to a step',
  input: z.strictObject({ id: s.id, ...wantedMove }).refine(oneWay, oneWayError), output: shownOrder,
  example: { transition: 'confirm-order' },
})
export const listLineItemMoves = contract({
  name: 'line_item.list_moves', method: 'GET', path: '/line-items/{id}/transitions', permission: 'order.read',
  summary: 'Every move a line item can make, each with its verdict', input: z.strictObject({ id: s.id }), output: z.object({ at: judgedAt.nullable(), items: z.array(shownMove) }),
})
export const moveLineItem = contract({
  name: 'line_item.move', method: 'POST', path: '/line-items/{id}/transitions', permission: 'line_item.move',
  summary: 'Move a line item',
  input: z.strictObject({ id: s.id, ...wantedMove }).refine(oneWay, oneWayError), output: shownOrder, example: { toStep: 'production' },
})

export const listOrderEvents = contract({
  name: 'order.list_events', method: 'GET', path: '/orders/{id}/events', permission: 'order.read',
  summary: 'What happened to an order, newest first', input: z.strictObject({ id: s.id, ...s.paging }), output: s.pageOf(shownEvent),
})
export const archiveOrder = contract({
  name: 'order.archive', method: 'POST', path: '/orders/{id}/archive', permission: 'order.archive',
  summary: 'Put an order away; it stays findable', input: z.strictObject({ id: s.id, reason: s.text(500).optional() }), output: shownOrder,
})
export const restoreOrder = contract({
  name: 'order.restore', method: 'POST', path: '/orders/{id}/restore', permission: 'order.archive',
  summary: 'Bring an archived order back to where it was', input: z.strictObject({ id: s.id }), output: shownOrder,
})
export const duplicateOrder = contract({
  name: 'order.duplicate', method: 'POST', path: '/orders/{id}/duplicate', status: 201, permission: 'order.create', needs: ['idempotency'],
  summary: "Place a new order like this one, at today's process", input: z.strictObject({ id: s.id, newId: s.id.optional() }), output: shownOrder,
})
export const assignOrder = contract({
  name: 'order.assign', method: 'POST', path: '/orders/{id}/assignments', permission: 'order.assign',
  summary: 'Set the project manager, add and remove team members',
  input: z.strictObject({ id: s.id, managerId: s.id.nullable().optional(), add: z.array(s.id).max(50).default([]), remove: z.array(s.id).max(50).default([]) }), output: shownOrder,
})
export const setPayment = contract({
  name: 'order.set_payment', method: 'POST', path: '/orders/{id}/payment-status', permission: 'order.payment',
  summary: 'Set the payment status by hand, or the payment method',
  input: z.strictObject({ id: s.id, paymentStatus: z.enum(paymentStatuses).optional(), paymentMethod: s.line(60).nullable().optional(), note: s.text(500).optional() }), output: shownOrder,
  example: { paymentStatus: 'paid' },
})
export const addLine = contract({
  name: 'line_item.add', method: 'POST', path: '/orders/{id}/lines', status: 201, permission: 'order.update',
  summary: 'Add a line item; a package brings its lines', input: z.strictObject({ id: s.id, line: newLine }), output: shownOrder,
  example: { line: { name: 'Rush fee', unitPrice: { amount: 2500, currency: 'USD' } } },
})
export const changeLine = contract({
  name: 'line_item.change', method: 'PATCH', path: '/line-items/{id}', permission: 'order.update', needs: ['version'],
  summary: 'Change a line item; the version is that of its order',
  input: z.strictObject({
    id: s.id, name: s.line(200).optional(), quantity: s.quantity.optional(), unitPrice: s.price.optional(), discount: s.price.optional(),
    taxRate: s.percentage.optional(), notes: s.text(2000).optional(), fields: s.fieldValues.optional(), escalated: z.boolean().optional(),
  }),
  output: shownOrder,
})
export const removeLine = contract({
  name: 'line_item.remove', method: 'DELETE', path: '/line-items/{id}', permission: 'order.update', needs: ['version'],
  summary: 'Take a line item off an order', input: z.strictObject({ id: s.id }), output: shownOrder,
})
export const assignLine = contract({
  name: 'line_item.assign', method: 'POST', path: '/line-items/{id}/assignments', permission: 'order.assign',
  summary: 'Assign people to one line item; others are not affected', input: z.strictObject({ id: s.id, add: z.array(s.id).max(50).default([]), remove: z.array(s.id).max(50).default([]) }), output: shownOrder,
})
export const listEvents = contract({
  name: 'event.list', method: 'GET', path: '/events', permission: 'event.read',
  summary: 'The activity log: everything that happened, newest first',
  input: z.strictObject({ type: s.listOf(s.line(60)).optional(), ...s.paging }), output: s.pageOf(shownEvent),
})
