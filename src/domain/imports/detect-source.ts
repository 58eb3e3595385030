import type { ImportTarget } from './contract.ts'

export type ImportSource = 'docket' | 'shopify' | 'woocommerce' | 'unknown'
export type ColumnsByTarget = Partial<Record<ImportTarget, string>>

/** The names under which a target is found, the best first; compared without case, spaces and signs. */
type Names = Partial<Record<ImportTarget, string[]>>

// The columns of Docket's own export (docs/importing.md).
const docket: Names = {
  order_number: ['Order number'], placed_at: ['Placed at'], due_at: ['Due at'], customer_reference: ['Customer reference'], customer_first_name: ['First name'],
  customer_last_name: ['Last name'], customer_name: ['Customer name'], customer_email: ['Email'], customer_phone: ['Phone'], line_name: ['Line item'], line_sku: ['SKU'],
  line_quantity: ['Quantity'], line_unit_price: ['Unit price'], line_total: ['Line total'], order_discount: ['Order discount'], order_shipping: ['Shipping'],
  order_tax: ['Tax'], order_total: ['Order total'], currency: ['Currency'], payment_status: ['Payment status'], payment_method: ['Payment method'],
  fulfilment_method: ['Fulfilment method'], address_line1: ['Address line 1'], address_line2: ['Address line 2'], address_city: ['City'], address_region: ['Region'],
  address_postal_code: ['Postal code'], address_country: ['Country'], notes: ['Notes'], tags: ['Tags'], cancelled_at: ['Cancelled at'],
}

// help.shopify.com, “Exporting orders”.
const shopify: Names = {
  order_number: ['Name'], placed_at: ['Created at'], customer_name: ['Billing Name', 'Shipping Name'], customer_email: ['Email'], customer_phone: ['Phone', 'Billing Phone', 'Shipping Phone'],
  line_name: ['Lineitem name'], line_sku: ['Lineitem sku'], line_quantity: ['Lineitem quantity'], line_unit_price: ['Lineitem price'], order_discount: ['Discount Amount'],
  order_shipping: ['Shipping'], order_tax: ['Taxes'], order_total: ['Total'], currency: ['Currency'], payment_status: ['Financial Status'], payment_method: ['Payment Method'],
  fulfilment_method: ['Shipping Method'], address_line1: ['Shipping Address1', 'Shipping Street'], address_line2: ['Shipping Address2'], address_city: ['Shipping City'],
  address_region: ['Shipping Province'], address_postal_code: ['Shipping Zip'], address_country: ['Shipping Country'], notes: ['Notes'], tags: ['Tags'], cancelled_at: ['Cancelled at'],
}

// WooCommerce's order export, one row a line item, in its own names and in those of the most used exporter with readable ones.
const woocommerce: Names = {
  order_number: ['order_number', 'order_id', 'Order Number', 'Order ID'], placed_at: ['date', 'order_date', 'Order Date'], customer_first_name: ['billing_first_name', 'First Name (Billing)'],
  customer_last_name: ['billing_last_name', 'Last Name (Billing)'], customer_email: ['billing_email', 'customer_email', 'Email (Billing)'], customer_phone: ['billing_phone', 'Phone (Billing)'],
  line_name: ['item_name', 'Item Name'], line_sku: ['item_sku', 'SKU'], line_quantity: ['item_quantity', 'Quantity', 'Quantity (- Refund)'], line_unit_price: ['item_price', 'Item Cost'],
  line_total: ['item_total', 'Order Line Total'], order_discount: ['discount_total', 'cart_discount', 'Cart Discount Amount'], order_shipping: ['shipping_total', 'Order Shipping Amount'],
  order_tax: ['tax_total', 'Order Total Tax Amount'], order_total: ['order_total', 'Order Total Amount'], currency: ['order_currency'], payment_status: ['status', 'order_status', 'Order Status'],
  payment_method: ['payment_method_title', 'payment_method', 'Payment Method Title'], fulfilment_method: ['shipping_method', 'Shipping Method Title'],
  address_line1: ['shipping_address_1', 'Address 1&2 (Shipping)'], address_line2: ['shipping_address_2'], address_city: ['shipping_city', 'City (Shipping)'],
  address_region: ['shipping_state', 'State Code (Shipping)'], address_postal_code: ['shipping_postcode', 'Postcode (Shipping)'], address_country: ['shipping_country', 'Country Code (Shipping)'],
  notes: ['customer_note', 'Customer Note'],
}

const anyFile: Names = {
  order_number: ['Order ID', 'Order Number', 'Order No', 'Order', 'Order Ref', 'Order Reference', 'Invoice Number', 'Number', 'Bestellnummer', 'Auftragsnummer'],
  placed_at: ['Order Date', 'Placed At', 'Created At', 'Date Created', 'Purchase Date', 'Date', 'Bestelldatum', 'Datum'], due_at: ['Due Date', 'Ship Date', 'Due', 'Delivery Date', 'Liefertermin'],
  customer_reference: ['Customer ID', 'Customer Number', 'Customer No', 'Client ID', 'Kundennummer'], customer_name: ['Customer Name', 'Customer', 'Client', 'Client Name', 'Buyer', 'Buyer Name', 'Full Name', 'Contact', 'Who', 'Kunde', 'Name'],
  customer_first_name: ['First Name', 'Customer First Name', 'Vorname'], customer_last_name: ['Last Name', 'Customer Last Name', 'Surname', 'Nachname'],
  customer_email: ['Customer Email', 'Email', 'Email Address', 'E-Mail', 'Mail', 'Mail Address', 'Buyer Email'], customer_phone: ['Customer Phone', 'Phone', 'Phone Number', 'Mobile', 'Telephone', 'Telefon'],
  line_name: ['Product Name', 'Item Name', 'Line Item', 'Product', 'Item', 'Description', 'Title', 'Artikel', 'Name'], line_sku: ['SKU', 'Product ID', 'Product SKU', 'Item SKU', 'Product Code', 'Item Number', 'Artikelnummer'],
  line_quantity: ['Quantity', 'Qty', 'Units', 'Menge', 'Anzahl'], line_unit_price: ['Unit Price', 'Item Price', 'Price', 'Einzelpreis'],
  line_total: ['Line Total', 'Sales', 'Line Amount', 'Item Total', 'Amount', 'Gesamtpreis'], line_discount_fraction: ['Discount', 'Discount Rate', 'Line Discount'],
  order_total: ['Order Total', 'Grand Total', 'Total Amount', 'Total'], order_discount: ['Order Discount', 'Discount Amount', 'Discount Total'],
  order_shipping: ['Shipping', 'Shipping Cost', 'Shipping Amount', 'Freight', 'Versandkosten'], order_tax: ['Order Tax', 'Tax', 'Taxes', 'VAT', 'Tax Amount', 'MwSt'],
  payment_status: ['Payment Status', 'Financial Status'], payment_method: ['Payment Method', 'Zahlungsart'], fulfilment_method: ['Fulfilment Method', 'Fulfillment Method', 'Delivery Method'],
  currency: ['Currency', 'Currency Code', 'Währung'], address_line1: ['Address', 'Address Line 1', 'Address 1', 'Street', 'Shipping Address', 'Straße'], address_line2: ['Address Line 2', 'Address 2'],
  address_city: ['City', 'Town', 'Shipping City', 'Ort', 'Stadt'], address_region: ['State', 'Province', 'Region', 'County', 'Bundesland'],
  address_postal_code: ['Postal Code', 'Postcode', 'ZIP', 'ZIP Code', 'PLZ'], address_country: ['Country', 'Country Code', 'Land'], notes: ['Notes', 'Note', 'Order Notes', 'Comments'],
  tags: ['Tags', 'Labels'], cancelled_at: ['Cancelled At', 'Canceled At', 'Cancellation Date'],
}

const known: { source: ImportSource; names: Names; signs: string[] }[] = [
  { source: 'docket', names: docket, signs: ['Order number', 'Line item', 'Line total', 'Customer reference', 'Placed at'] },
  { source: 'shopify', names: shopify, signs: ['Name', 'Lineitem name', 'Lineitem price', 'Lineitem quantity'] },
  { source: 'woocommerce', names: woocommerce, signs: ['order_id', 'item_name', 'billing_email'] },
  { source: 'woocommerce', names: woocommerce, signs: ['Order Number', 'Item Name', 'Email (Billing)'] },
]

/** Which program wrote a file with these columns, and which of them is what. */
export function detectSource(columns: string[]): { source: ImportSource; columns: ColumnsByTarget } {
  const here = new Map(columns.toReversed().map((column) => [plain(column), column]))
  const found = known.find(({ signs }) => signs.every((sign) => here.has(plain(sign))))
  return { source: found?.source ?? 'unknown', columns: choose(found?.names ?? anyFile, here) }
}

// Each column once: the first target that knows it has it.
function choose(names: Names, here: Map<string, string>): ColumnsByTarget {
  const taken = new Set<string>()
  return Object.fromEntries(Object.entries(names).flatMap(([target, candidates]) => {
    const column = candidates.map((name) => here.get(plain(name))).find((name) => name !== undefined && !taken.has(name))
    if (column === undefined) return []
    taken.add(column)
    return [[target, column]]
  }))
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
