import { newChecklist } from '../checklists/new-checklist.ts'
import type { Checklist } from '../checklists/checklist.ts'
import { minutesLater } from '../kernel/span.ts'
import type { FieldValue } from '../kernel/schema.ts'
import { blankLine } from '../orders/blank-line.ts'
import type { Channel } from '../orders/channel.ts'
import { withTotals, type LineItem, type Order } from '../orders/order.ts'
import type { PaymentStatus } from '../orders/payment-status.ts'
import { withStock } from '../orders/stock.ts'
import type { Process } from './process.ts'

/** What is pretended of an order. Whatever is left out is as on an order nobody has said anything about. */
export type Pretended = {
  channel?: Channel; currency?: string; fulfilmentMethod?: string | null; location?: string | null
  customerName?: string; customerEmail?: string | null; customerPhone?: string | null; isCustomerKnown?: boolean
  paymentStatus?: PaymentStatus; paymentMethod?: string | null
  /** In minor units; sets what the first line item costs so that the order comes to this. */
  total?: number
  hasShippingAddress?: boolean; hasDueDate?: boolean; isScheduled?: boolean; hasManager?: boolean; hasTeam?: boolean
  tags?: string[]; escalated?: boolean; fields?: Record<string, FieldValue>
  checklists?: 'none' | 'open' | 'done'; lineChecklists?: 'none' | 'open' | 'done'
  lines?: PretendedLine[]
}
/** What an order begins with and then keeps. */
export type Begun = 'channel' | 'currency' | 'fulfilmentMethod'
export type PretendedLine = { name: string; quantity?: number; unitPrice?: number; shippable?: boolean; tracksStock?: boolean }

/** Whoever tries a design out. */
export const PRETEND_MEMBER = 'you'
const address = { line1: '1 Main Street', city: 'Springfield' }

export function pretendLine(process: Process, { name, quantity = 1, unitPrice = 10_000, shippable = false, tracksStock = true }: PretendedLine, index: number): LineItem {
  return { ...blankLine(process, index, `line-${index}`), kind: 'product', name, quantity, unitPrice, shippable, tracksStock }
}

/** The order as it would be if this were so. */
export function withPretended(process: Process, order: Order, given: Omit<Pretended, Begun>, now: string): Order {
  const lines = given.lines ? given.lines.map((line, index) => order.lines[index] ? { ...order.lines[index], ...definedLine(line) } : pretendLine(process, line, index)) : order.lines
  const changed: Order = {
    ...order,
    location: given.location === undefined ? order.location : given.location,
    customer: {
      ...order.customer, name: given.customerName ?? order.customer.name, email: given.customerEmail === undefined ? order.customer.email : given.customerEmail,
      phone: given.customerPhone === undefined ? order.customer.phone : given.customerPhone,
    },
    customerId: has(given.isCustomerKnown, order.customerId, 'customer', null),
    paymentStatus: given.paymentStatus ?? order.paymentStatus, paymentMethod: given.paymentMethod === undefined ? order.paymentMethod : given.paymentMethod,
    shippingAddress: has(given.hasShippingAddress, order.shippingAddress, address, null),
    dueAt: has(given.hasDueDate, order.dueAt, minutesLater(now, 2880), null), scheduledAt: has(given.isScheduled, order.scheduledAt, minutesLater(now, 1440), null),
    managerId: has(given.hasManager, order.managerId, PRETEND_MEMBER, null), team: has(given.hasTeam, order.team, [PRETEND_MEMBER], []),
    tags: given.tags ?? order.tags, escalated: given.escalated ?? order.escalated, fields: { ...order.fields, ...given.fields },
    checklists: checklistsAs(order.checklists, given.checklists, now),
    lines: lines.map((line) => ({ ...line, checklists: checklistsAs(line.checklists, given.lineChecklists, now) })),
  }
  return withStock(withTotals(given.total === undefined ? changed : comingTo(changed, given.total)))
}

function has<T>(wanted: boolean | undefined, before: T, there: T, gone: T): T {
  if (wanted === undefined) return before
  return wanted ? there : gone
}

function definedLine({ name, quantity, unitPrice, shippable, tracksStock }: PretendedLine): Partial<LineItem> {
  return {
    name, ...(quantity === undefined ? {} : { quantity }), ...(unitPrice === undefined ? {} : { unitPrice }), ...(shippable === undefined ? {} : { shippable }),
    ...(tracksStock === undefined ? {} : { tracksStock }),
  }
}

function comingTo(order: Order, total: number): Order {
  const [first, ...others] = withTotals(order).lines
  if (!first) return order
  const rest = others.reduce((sum, line) => sum + line.total, 0)
  return { ...order, lines: [{ ...first, quantity: 1, unitPrice: Math.max(0, total - rest) }, ...others] }
}

function checklistsAs(checklists: Checklist[], wanted: 'none' | 'open' | 'done' | undefined, now: string): Checklist[] {
  if (wanted === undefined) return checklists
  if (wanted === 'none') return []
  const lists = checklists.length > 0 ? checklists : [newChecklist({ name: 'Checklist', items: ['Something to do'] })]
  return lists.map((list) => ({ ...list, items: list.items.map((item) => ({ ...item, done: wanted === 'done' ? doneBy(now) : null })) }))
}

export function doneBy(at: string) {
  return { by: 'You', byId: null, at }
}

const factNames: Record<keyof Pretended, string> = {
  channel: 'Channel', currency: 'Currency', fulfilmentMethod: 'Fulfilment method', location: 'Location', customerName: 'Customer', customerEmail: "Customer's email", customerPhone: "Customer's phone",
  isCustomerKnown: 'Customer on file', paymentStatus: 'Payment status', paymentMethod: 'Payment method', total: 'Total', hasShippingAddress: 'Shipping address', hasDueDate: 'Due date',
  isScheduled: 'Schedule', hasManager: 'Project manager', hasTeam: 'Team', tags: 'Tags', escalated: 'Escalated', fields: 'Fields', checklists: 'Checklists', lineChecklists: 'Checklists of its items', lines: 'Line items',
}

/** What changes, in a sentence. */
export function factsInWords(pretended: Pretended): string {
  const names = (Object.keys(pretended) as (keyof Pretended)[]).map((name) => factNames[name])
  return `${names.join(', ')} ${names.length === 1 ? 'changes' : 'change'}.`
}
