import { newId } from '#domain/kernel/id.ts'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import type { Address, FieldValue } from '#domain/kernel/schema.ts'
import type { AskOf } from '#domain/kernel/contract.ts'
import type { placeOrder } from '#domain/orders/contract.ts'
import type { Answers } from '#domain/wizards/wizard.ts'
import type { ShownOrderType } from '#domain/workflows/contract.ts'
import { totalsOf, type OrderTotals } from '#domain/orders/totals.ts'
import { filledIn } from '../kit/filled-in.ts'

/** One thing on the draft; `brings` are the lines a package brings with it, at no further price. */
export type DraftLine = {
  id: string
  sku: string | null
  name: string
  /** As asked for; a wizard may work out another (worked-line.ts), and another price. */
  quantity: number
  /** Minor units; null while a custom line has no price yet. */
  unitPrice: number | null
  taxRate: number
  brings: { name: string; quantity: number }[]
  /** The wizard that was gone through for it, and what was answered. */
  entered?: { wizard: string; answers: Answers }
}

/** An order while it is being written down; `id` is the order's own from the start, so that saving twice makes one. */
export type OrderDraft = {
  id: string
  orderType: string
  customer: { id: string | null; firstName: string; lastName: string; email: string; phone: string }
  lines: DraftLine[]
  fulfilmentMethod: string | null
  /** False where the order is picked up, or nothing is to be sent. */
  ships: boolean
  address: { line1: string; line2: string; city: string; region: string; postalCode: string; country: string; instructions: string }
  paymentMethod: string
  dueAt: string | null
  scheduledAt: string | null
  notes: string
  additionalNotes: string
  tags: string[]
  externalReference: string
  shipping: number
  discount: number
  fields: Record<string, FieldValue>
}

/** What the draft is for: the organization's currency, taxes and country. */
export type Terms = { currency: string; taxIncluded: boolean; taxRate: number; country: string }

export function emptyDraft(type: ShownOrderType, country: string): OrderDraft {
  return withOrderType(
    {
      id: newId(), orderType: '', customer: { id: null, firstName: '', lastName: '', email: '', phone: '' }, lines: [], fulfilmentMethod: null, ships: false,
      address: { line1: '', line2: '', city: '', region: '', postalCode: '', country, instructions: '' }, paymentMethod: '', dueAt: null, scheduledAt: null,
      notes: '', additionalNotes: '', tags: [], externalReference: '', shipping: 0, discount: 0, fields: {},
    },
    type,
  )
}

/** The draft as an order of this type; what was written so far stays. */
export function withOrderType(draft: OrderDraft, type: ShownOrderType): OrderDraft {
  const kept = type.fulfilmentMethods.find(({ key }) => key === draft.fulfilmentMethod) ?? type.fulfilmentMethods[0]
  return { ...draft, orderType: type.key, fulfilmentMethod: kept?.key ?? null, ships: type.intake.shippingAddress || (kept?.shipping ?? false) }
}

/** One more of a product: a new line, or a higher quantity on the line that has it. What was asked about is always a line of its own. */
export function withProduct(draft: OrderDraft, product: ShownProduct, sku: string, nameOf: (sku: string) => string, entered?: DraftLine['entered']): OrderDraft {
  const variant = product.variants.find((candidate) => candidate.sku === sku)
  if (!variant) return draft
  const there = draft.lines.find((line) => line.sku === sku && !line.entered)
  if (there && !entered) return withLine(draft, there.id, { quantity: there.quantity + 1 })
  const line: DraftLine = {
    id: newId(), sku, name: variant.name ? `${product.name}, ${variant.name}` : product.name, quantity: 1, unitPrice: variant.price.amount, taxRate: product.taxRate,
    brings: product.packageLines.map((part) => ({ name: nameOf(part.sku), quantity: part.quantity })), ...(entered ? { entered } : {}),
  }
  return { ...draft, lines: [...draft.lines, line] }
}

export function withCustomLine(draft: OrderDraft, taxRate: number): OrderDraft {
  return { ...draft, lines: [...draft.lines, { id: newId(), sku: null, name: '', quantity: 1, unitPrice: null, taxRate, brings: [] }] }
}

/** The draft with one line changed; a quantity of nothing takes the line away. */
export function withLine(draft: OrderDraft, id: string, change: Partial<DraftLine>): OrderDraft {
  const lines = draft.lines.map((line) => (line.id === id ? { ...line, ...change } : line))
  return { ...draft, lines: lines.filter((line) => line.quantity > 0) }
}

export function totalsOfDraft(draft: OrderDraft, { taxIncluded }: Pick<Terms, 'taxIncluded'>): OrderTotals {
  const lines = draft.lines.map(({ quantity, unitPrice, taxRate }) => ({ quantity, unitPrice: unitPrice ?? 0, discount: 0, taxRate }))
  return totalsOf(lines, { taxIncluded, discount: draft.discount, shipping: draft.shipping }).order
}

/** The draft as it is asked for: what was left empty is left out. */
export function askOfDraft(draft: OrderDraft, { currency }: Pick<Terms, 'currency'>): AskOf<typeof placeOrder> {
  const { customer } = draft
  const texts = { paymentMethod: draft.paymentMethod, notes: draft.notes, additionalNotes: draft.additionalNotes, externalReference: draft.externalReference }
  return {
    id: draft.id, orderType: draft.orderType, channel: 'back_office',
    customer: { ...(customer.id ? { id: customer.id } : {}), ...filledIn({ firstName: customer.firstName, lastName: customer.lastName, email: customer.email, phone: customer.phone }) },
    lines: draft.lines.map((line) => ({
      id: line.id, quantity: line.quantity,
      ...(line.entered ? { answers: line.entered.answers } : {}),
      ...(line.sku ? { sku: line.sku } : { name: line.name.trim(), unitPrice: { amount: line.unitPrice ?? 0, currency }, taxRate: line.taxRate }),
    })),
    ...filledIn(texts),
    ...(draft.ships ? { shippingAddress: filledIn(draft.address) as Address } : {}),
    ...(draft.fulfilmentMethod ? { fulfilmentMethod: draft.fulfilmentMethod } : {}),
    ...(draft.dueAt ? { dueAt: draft.dueAt } : {}),
    ...(draft.scheduledAt ? { scheduledAt: draft.scheduledAt } : {}),
    ...(draft.tags.length > 0 ? { tags: draft.tags } : {}),
    ...(draft.shipping > 0 ? { shipping: { amount: draft.shipping, currency } } : {}),
    ...(draft.discount > 0 ? { discount: { amount: draft.discount, currency } } : {}),
    ...(Object.keys(draft.fields).length > 0 ? { fields: draft.fields } : {}),
  }
}
