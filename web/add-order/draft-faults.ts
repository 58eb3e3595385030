import { addressWords } from '../kit/address-words.ts'
import type { FieldError } from '#domain/kernel/refusal.ts'
import { PHONE } from '#domain/kernel/written.ts'
import type { ShownOrderType } from '#domain/workflows/contract.ts'
import { isFilledIn } from '#domain/workflows/present.ts'
import type { OrderDraft } from './order-draft.ts'

export const tabs = ['customer', 'products', 'shipping'] as const
export type Tab = (typeof tabs)[number]

/** The tabs in the business's own words. */
export function tabNamesIn({ customer, lineItems }: { customer: string; lineItems: string }): Record<Tab, string> {
  return { customer, products: lineItems, shipping: 'Shipping' }
}

/** Something still wrong with a draft: on which tab, at which field, and the sentence a person reads. */
export type Fault = { tab: Tab; field: string; message: string }

/** Everything that keeps the draft from becoming an order, in the order of the form. What is insisted on is the order type's to say. */
export function faultsOf(draft: OrderDraft, type: ShownOrderType): Fault[] {
  return [...customerFaults(draft, type), ...productFaults(draft, type), ...shippingFaults(draft, type)]
}

/** What the server refused, at the field of the form it is about. */
export function faultOfError({ pointer, message }: FieldError, draft: OrderDraft): Fault {
  const [first = '', second = '', third = ''] = pointer.split('/').slice(1)
  if (first === 'customer') return { tab: 'customer', field: second || 'firstName', message }
  if (first === 'lines') return { tab: 'products', field: lineField(draft, Number(second), third), message }
  if (first === 'shippingAddress') return { tab: 'shipping', field: second || 'line1', message }
  if (first === 'orderType') return { tab: 'customer', field: 'orderType', message }
  if (first === 'discount') return { tab: 'products', field: 'discount', message }
  return { tab: 'shipping', field: first === 'fields' ? `fields.${second}` : first, message }
}

function customerFaults({ customer }: OrderDraft, { intake }: ShownOrderType): Fault[] {
  const fault = faultOn('customer')
  return [
    ...(customer.firstName.trim() ? [] : [fault('firstName', 'First name is required.')]),
    ...(customer.lastName.trim() ? [] : [fault('lastName', 'Last name is required.')]),
    ...(intake.customerEmail && !customer.email.trim() ? [fault('email', 'Email is required.')] : []),
    ...(customer.email.trim() && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(customer.email.trim()) ? [fault('email', 'This is not an email address: name@example.com.')] : []),
    ...(customer.phone.trim() && !PHONE.test(customer.phone.trim()) ? [fault('phone', 'Use digits, spaces and a leading +.')] : []),
  ]
}

function productFaults({ lines }: OrderDraft, { intake }: ShownOrderType): Fault[] {
  const fault = faultOn('products')
  if (lines.length === 0) return intake.lines ? [fault('search', 'At least one product is required.')] : []
  return lines.flatMap((line) => [
    ...(line.name.trim() ? [] : [fault(`name-${line.id}`, 'Say what the custom line is.')]),
    ...(line.unitPrice === null ? [fault(`price-${line.id}`, 'A custom line needs a price; 0 is one.')] : []),
  ])
}

function shippingFaults({ ships, address, fields }: OrderDraft, type: ShownOrderType): Fault[] {
  const words = addressWords(address.country)
  const fault = faultOn('shipping', 'is required.')
  const where = ships
    ? [
        ...(address.line1.trim() ? [] : [fault('line1', 'Street address')]),
        ...(address.city.trim() ? [] : [fault('city', 'City')]),
        ...(address.region.trim() || !words.regionRequired ? [] : [fault('region', words.region)]),
        ...(address.postalCode.trim() ? [] : [fault('postalCode', words.postalCode)]),
      ]
    : []
  const custom = type.fields.filter((field) => field.required && !isFilledIn(fields[field.key])).map((field) => fault(`fields.${field.key}`, field.label))
  return [...where, ...custom]
}

const faultOn = (tab: Tab, ending?: string) => (field: string, message: string): Fault => ({ tab, field, message: ending ? `${message} ${ending}` : message })

function lineField(draft: OrderDraft, index: number, member: string): string {
  const line = draft.lines[index]
  if (!line) return 'search'
  if (line.entered && (member === 'answers' || member === '' || member === 'unitPrice')) return `answers-${line.id}`
  if (member === 'name' && !line.sku) return `name-${line.id}`
  return member === 'unitPrice' && !line.sku ? `price-${line.id}` : `quantity-${line.id}`
}
