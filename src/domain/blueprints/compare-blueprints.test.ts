import { expect, test } from 'vitest'
import { defaultPaymentStatusWords } from '../orders/payment-status.ts'
import { blueprint, type BlueprintFile } from './blueprint.ts'
import { compareBlueprints, settingsAfter } from './compare-blueprints.ts'

const shop = (more: Partial<BlueprintFile> = {}) => blueprint.parse({
  docket: 'blueprint/1', key: 'shop', name: 'Shop',
  statuses: [{ key: 'new', name: 'New', category: 'placed', color: 'blue', scope: 'order' }, { key: 'done', name: 'Done', category: 'completed', color: 'green', scope: 'order' }],
  workflowTypes: [{ key: 'production', name: 'Production' }],
  workflows: [{ key: 'road', name: 'Road', type: 'production', scope: 'order', movement: 'linear', steps: [{ key: 'new', status: 'new' }, { key: 'done', status: 'done' }] }],
  orderTypes: [], views: [], ...more,
})

test('what is the same is no change', () => expect(compareBlueprints(shop(), shop())).toEqual([]))

test('additions and changes are named in words, and nothing is ever said to be removed', () => {
  const wanted = shop({
    statuses: [{ key: 'new', name: 'Fresh', category: 'placed', color: 'blue', scope: 'order', icon: '🌱' }, { key: 'sent', name: 'Sent', category: 'in_transit', color: 'violet', scope: 'order' }],
    workflows: [{ key: 'road', name: 'Road', type: 'production', scope: 'order', movement: 'free', steps: [{ key: 'done', status: 'done', expectedMinutes: 60 }, { key: 'new', status: 'new' }, { key: 'sent', status: 'sent' }] }],
  })
  expect(compareBlueprints(shop(), wanted)).toEqual([
    { what: 'status', key: 'new', name: 'Fresh', change: 'change', differences: ['name: “New” becomes “Fresh”', 'icon: nothing becomes “🌱”'] },
    { what: 'status', key: 'sent', name: 'Sent', change: 'add', differences: [] },
    { what: 'workflow', key: 'road', name: 'Road', change: 'change', differences: ['moves: “one step after another” becomes “to any step”', 'steps: adds “Sent”', 'steps, “Done”: expected duration: nothing becomes “1 hour”', 'steps: another order'] },
  ])
})

test('what one setting or one list differs in is told under its name once', () => {
  const hours = { week: Object.fromEntries(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, day === 'sunday' ? [] : [{ opens: '09:00', closes: '18:00' }]])) }
  const [before, after] = [shop({ settings: { words: { order: 'Order' }, taxIncluded: false } }), shop({ settings: { words: { order: 'Job', lineItem: 'Piece' }, taxIncluded: true, hours } as never })]
  expect(compareBlueprints(before, after).map(({ name, differences }) => [name, differences])).toEqual([
    ['Words', ['order: “Order” becomes “Job”', 'line item: nothing becomes “Piece”']],
    ['Prices include tax', ['no becomes yes']],
    ['Opening hours', [...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].map((day) => `${day}: nothing becomes “09:00–18:00”`), 'Sunday: nothing becomes “closed”']],
  ])
  const more = shop({ statuses: [...shop().statuses, { key: 'sent', name: 'Sent', category: 'in_transit', color: 'violet', scope: 'order' }] })
  const [road] = shop().workflows
  if (!road) throw new Error('The shop has no road')
  const longer = { ...more, workflows: [{ ...road, steps: [...road.steps.slice(0, 1), { key: 'sent', status: 'sent' }, { key: 'again', status: 'new' }] }] }
  expect(compareBlueprints(more, longer)).toMatchObject([{ differences: ['steps: adds “Sent”, “New”', 'steps: takes out “Done”'] }])
})

test('a blueprint’s words replace words; its payment statuses replace the ones nobody chose, and join the ones somebody did', () => {
  const wanted = { words: { customer: 'Agent' }, paymentStatuses: [{ key: 'paid' as const, name: 'Settled', color: 'teal' as const }] }
  const untouched = settingsAfter({ words: { order: 'Job' }, paymentStatuses: defaultPaymentStatusWords }, wanted)
  expect(untouched).toEqual({ words: { order: 'Job', customer: 'Agent' }, paymentStatuses: wanted.paymentStatuses })
  const own = [{ key: 'unpaid' as const, name: 'Open', color: 'red' as const }, { key: 'paid' as const, name: 'Paid', color: 'green' as const }]
  expect(settingsAfter({ paymentStatuses: own }, wanted).paymentStatuses).toEqual([own[0], wanted.paymentStatuses[0]])
})
