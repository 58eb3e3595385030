import type { ImportMapping, ImportTarget, ShownImport } from '#domain/imports/contract.ts'

export const targetNames: Record<ImportTarget, string> = {
  order_number: 'Order number', placed_at: 'Placed', due_at: 'Due', customer_name: 'Name', customer_first_name: 'First name', customer_last_name: 'Last name',
  customer_email: 'Email', customer_phone: 'Phone', customer_reference: 'Their number elsewhere', line_name: 'Name', line_sku: 'SKU', line_quantity: 'Quantity',
  line_unit_price: 'Unit price', line_total: 'Total of the line', line_discount_fraction: 'Discount (0.2 is 20 %)', order_total: 'Total', order_discount: 'Discount', order_shipping: 'Shipping',
  order_tax: 'Tax', payment_status: 'Payment status', payment_method: 'Payment method', fulfilment_method: 'Way to hand over', currency: 'Currency',
  address_line1: 'Street', address_line2: 'Apartment, suite', address_city: 'City', address_region: 'State or province', address_postal_code: 'Postal code', address_country: 'Country',
  notes: 'Notes', tags: 'Tags', cancelled_at: 'Cancelled',
}

/** The targets as a person looks for them. */
export const targetGroups: { name: string; targets: ImportTarget[] }[] = [
  { name: 'Order', targets: ['order_number', 'placed_at', 'due_at', 'cancelled_at', 'notes', 'tags'] },
  { name: 'Line item', targets: ['line_name', 'line_sku', 'line_quantity', 'line_unit_price', 'line_total', 'line_discount_fraction'] },
  { name: 'Customer', targets: ['customer_name', 'customer_first_name', 'customer_last_name', 'customer_email', 'customer_phone', 'customer_reference'] },
  { name: 'Amounts', targets: ['currency', 'order_total', 'order_discount', 'order_shipping', 'order_tax'] },
  { name: 'Payment and fulfilment', targets: ['payment_status', 'payment_method', 'fulfilment_method'] },
  { name: 'Address', targets: ['address_line1', 'address_line2', 'address_city', 'address_region', 'address_postal_code', 'address_country'] },
]

export const dateFormats: { value: ImportMapping['dateFormat']; label: string }[] = [
  { value: 'iso', label: 'Year first: 2026-11-24' }, { value: 'mdy', label: 'Month first: 11/24/2026' }, { value: 'dmy', label: 'Day first: 24/11/2026' },
]

export const decimalSigns: { value: ImportMapping['decimal']; label: string }[] = [{ value: '.', label: 'Point: 1,234.50' }, { value: ',', label: 'Comma: 1.234,50' }]

const sources: Record<string, string> = { shopify: 'an export of Shopify', woocommerce: 'an export of WooCommerce', docket: 'an export of Docket' }

/** Where the file seems to come from, and what to do about it. */
export function sourceWords(source: string): string {
  const known = sources[source]
  return known ? `It looks like ${known}: look over what its columns are.` : 'Docket guessed what its columns are by their names: look them over.'
}

export const stateNames: Record<ShownImport['state'], string> = { uploaded: 'Not started', running: 'Running', finished: 'Finished', failed: 'Stopped' }
