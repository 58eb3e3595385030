import { expect, test } from 'vitest'
import type { Question, Wizard } from '#domain/wizards/wizard.ts'
import type { CounterData, KeptItem } from './counter-data.ts'
import { estimateFrom, offeredFrom } from './without-network.ts'

const item = (sku: string, more: Partial<KeptItem> = {}): KeptItem => ({ productId: `p-${sku}`, sku, name: sku, description: '', category: null, unit: null, amount: 1000, currency: 'USD', taxRate: 0, available: null, ...more })
const question = (more: Partial<Question> = {}): Question => ({ key: 'items', kind: 'items', label: 'Items', required: false, ...more })
const wizardOf = (questions: Question[], more: Partial<Wizard> = {}): Wizard => ({ key: 'w', name: 'W', purpose: 'create', audience: ['staff'], channels: ['counter'], pages: [{ key: 'one', title: 'One', questions }], ...more })
const data = (items: KeptItem[], lineWizards: Wizard[] = []) => ({
  items, lineWizards, taxRate: 10, place: { locale: 'en', timeZone: 'UTC', currency: 'USD', country: 'US', taxIncluded: false, orderTypes: [] },
}) as unknown as CounterData

test('what is kept is searched by every word of the name, the SKU and the category', () => {
  const kept = data([item('TOTE', { name: 'Leather tote', category: 'Bags' }), item('BELT', { name: 'Leather belt', category: 'Belts' })])
  expect(offeredFrom(kept, question(), { q: 'leather bag' }).items.map(({ sku }) => sku)).toEqual(['TOTE'])
  expect(offeredFrom(kept, question(), { category: 'Belts' }).items.map(({ sku }) => sku)).toEqual(['BELT'])
  expect(offeredFrom(kept, question({ categories: ['bags'] }), {}).items.map(({ sku }) => sku)).toEqual(['TOTE'])
})

test('a long catalog comes page by page, each item once', () => {
  const kept = data(Array.from({ length: 150 }, (_, i) => item(`S${i}`)))
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = offeredFrom(kept, question(), cursor === undefined ? {} : { cursor })
    seen.push(...page.items.map(({ sku }) => sku))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(new Set(seen).size).toBe(150)
  expect(seen).toHaveLength(150)
})

test('an order costs the same as the server will say: catalog, custom lines, tax, deposit', () => {
  const wizard = wizardOf([question(), { key: 'pay', kind: 'payment', label: 'Pay', required: false, depositPercent: 50 }])
  const answers = { items: [{ sku: 'TOTE', quantity: 2 }, { name: 'Rush', quantity: 1, unitPrice: 500 }] }
  const estimate = estimateFrom(data([item('TOTE', { taxRate: 8.25 })]), wizard, answers)
  expect(estimate).toEqual({ worked: [], subtotal: { amount: 2500, currency: 'USD' }, tax: { amount: 215, currency: 'USD' }, total: { amount: 2715, currency: 'USD' }, deposit: { amount: 1358, currency: 'USD' } })
  expect(estimateFrom(data([]), wizard, {})).toBeNull()
})

test("an item's own wizard sets its quantity and price here too", () => {
  const curtain = wizardOf([{ key: 'area', kind: 'number', label: 'Area', required: true }], { key: 'curtain', purpose: 'line_item', appliesTo: { units: ['sqm'] }, sets: { quantity: 'area' } })
  const kept = data([item('CURTAIN', { unit: 'sqm' })], [curtain])
  expect(offeredFrom(kept, question(), {}).items[0]?.wizard).toBe('curtain')
  expect(estimateFrom(kept, wizardOf([question()]), { items: [{ sku: 'CURTAIN', quantity: 1, answers: { area: 2.5 } }] })?.subtotal.amount).toBe(2500)
})
