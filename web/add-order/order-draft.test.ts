import { expect, test } from 'vitest'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import type { ShownOrderType } from '#domain/workflows/contract.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { faultOfError, faultsOf } from './draft-faults.ts'
import { askOfDraft, emptyDraft, totalsOfDraft, withCustomLine, withLine, withOrderType, withProduct } from './order-draft.ts'
import { workedDraft } from './worked-line.ts'

const type = {
  key: 'product-order', name: 'Product order', fields: [], intake: { customerEmail: true, shippingAddress: true, lines: true },
  fulfilmentMethods: [],
} as unknown as ShownOrderType
const counter = {
  ...type, key: 'walk-in', intake: { customerEmail: false, shippingAddress: false, lines: false },
  fulfilmentMethods: [{ key: 'pickup', name: 'Store pickup', shipping: false }, { key: 'delivery', name: 'Home delivery', shipping: true }],
}
const tote = {
  id: 'p', name: 'Leather tote', taxRate: 8.25, packageLines: [],
  variants: [{ sku: 'TOTE-1', name: null, price: { amount: 12000, currency: 'USD' } }, { sku: 'TOTE-2', name: 'Black', price: { amount: 13000, currency: 'USD' } }],
} as unknown as ShownProduct
const plainly = (sku: string) => sku
const entered = (answers: object) => ({ wizard: 'size', answers: { ...answers } })

test('an empty draft names every required field with its tab, in the order of the form', () => {
  expect(faultsOf(emptyDraft(type, 'US'), type).map(({ tab, message }) => `${tab}: ${message}`)).toEqual([
    'customer: First name is required.', 'customer: Last name is required.', 'customer: Email is required.', 'products: At least one product is required.',
    'shipping: Street address is required.', 'shipping: City is required.', 'shipping: State is required.', 'shipping: ZIP code is required.',
  ])
})

test('what an order type does not insist on may stay empty, and it starts as its first fulfilment method', () => {
  const draft = emptyDraft(counter, 'US')
  expect(draft).toMatchObject({ fulfilmentMethod: 'pickup', ships: false })
  expect(faultsOf({ ...draft, customer: { ...draft.customer, firstName: 'A', lastName: 'B' } }, counter)).toEqual([])
  expect(withOrderType({ ...draft, fulfilmentMethod: 'delivery' }, counter)).toMatchObject({ fulfilmentMethod: 'delivery', ships: true })
})

test('adding a product twice makes one line of two; no quantity takes it off', () => {
  const once = withProduct(emptyDraft(type, 'US'), tote, 'TOTE-1', plainly)
  const twice = withProduct(once, tote, 'TOTE-1', plainly)
  expect(twice.lines).toMatchObject([{ name: 'Leather tote', quantity: 2, unitPrice: 12000 }])
  expect(withProduct(twice, tote, 'TOTE-2', plainly).lines[1]).toMatchObject({ name: 'Leather tote, Black' })
  expect(withLine(twice, twice.lines[0]?.id ?? '', { quantity: 0 }).lines).toEqual([])
})

test('the summary is what the server will compute', () => {
  const draft = { ...withLine(withProduct(emptyDraft(type, 'US'), tote, 'TOTE-1', plainly), '', {}), shipping: 500 }
  expect(totalsOfDraft(draft, { taxIncluded: false })).toEqual({ subtotal: 12000, discount: 0, tax: 990, shipping: 500, total: 13490 })
})

test('what was asked about is a line of its own, worked out as the server will, and asked for with its answers', () => {
  const wizard = {
    key: 'size', name: 'Size', purpose: 'line_item', audience: ['staff'], channels: ['back_office'], sets: { quantity: 'pieces * 2', unitPrice: 'catalogPrice + extra' },
    pages: [{ key: 'p', title: 'P', questions: [{ key: 'pieces', kind: 'number', label: 'Pieces', required: true }, { key: 'extra', kind: 'money', label: 'Extra', required: false }] }],
  } as Wizard
  const once = withProduct(withProduct(emptyDraft(type, 'US'), tote, 'TOTE-1', plainly), tote, 'TOTE-1', plainly, entered({ pieces: 2, extra: 500 }))
  const draft = withProduct(once, tote, 'TOTE-1', plainly)
  expect(draft.lines).toMatchObject([{ quantity: 2 }, { quantity: 1, entered: { answers: { pieces: 2 } } }])
  const worked = workedDraft(draft, [wizard], 'USD')
  expect(worked.lines).toMatchObject([{ quantity: 2, isCounted: false }, { quantity: 4, unitPrice: 12500, isCounted: true }])
  expect(totalsOfDraft(worked, { taxIncluded: false }).subtotal).toBe(2 * 12000 + 4 * 12500)
  expect(askOfDraft(draft, { currency: 'USD' }).lines[1]).toEqual({ id: draft.lines[1]?.id, quantity: 1, sku: 'TOTE-1', answers: { pieces: 2, extra: 500 } })
  expect(workedDraft(withProduct(emptyDraft(type, 'US'), tote, 'TOTE-1', plainly, entered({ pieces: 0 })), [wizard], 'USD').lines[0]?.fault).toBe('Size: The formula gives no quantity above zero.')
  const id = draft.lines[1]?.id
  for (const pointer of ['/lines/1/answers/pieces', '/lines/1']) expect(faultOfError({ pointer, code: 'x', message: 'No.' }, draft)).toMatchObject({ tab: 'products', field: `answers-${id}` })
})

test('asking leaves out what is empty and sends prices of custom lines alone', () => {
  const started = withCustomLine(withProduct(emptyDraft(type, 'US'), tote, 'TOTE-1', plainly), 5)
  const custom = withLine(started, started.lines[1]?.id ?? '', { name: ' Engraving ', unitPrice: 1500 })
  const asked = askOfDraft({ ...custom, customer: { id: null, firstName: ' Amira ', lastName: 'Haddad', email: 'a@b.co', phone: '' } }, { currency: 'USD' })
  expect(asked.customer).toEqual({ firstName: 'Amira', lastName: 'Haddad', email: 'a@b.co' })
  expect(asked.lines[0]).toEqual({ id: custom.lines[0]?.id, quantity: 1, sku: 'TOTE-1' })
  expect(asked.lines[1]).toMatchObject({ name: 'Engraving', unitPrice: { amount: 1500, currency: 'USD' }, taxRate: 5 })
  expect(asked).not.toHaveProperty('notes')
  expect(asked.id).toBe(custom.id)
})

test('what the server refuses is shown at the field it is about', () => {
  const draft = withCustomLine(emptyDraft(type, 'US'), 5)
  const id = draft.lines[0]?.id
  expect(faultOfError({ pointer: '/customer/email', code: 'x', message: 'No.' }, draft)).toEqual({ tab: 'customer', field: 'email', message: 'No.' })
  expect(faultOfError({ pointer: '/lines/0/name', code: 'x', message: 'No.' }, draft)).toMatchObject({ tab: 'products', field: `name-${id}` })
  expect(faultOfError({ pointer: '/shippingAddress', code: 'x', message: 'No.' }, draft)).toMatchObject({ tab: 'shipping', field: 'line1' })
})
