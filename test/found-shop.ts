import type { OrderType, Status, Workflow } from '#domain/workflows/schema.ts'
import type { Role } from '#domain/kernel/permission.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { placeOrder } from '#features/orders/place-order.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { saveStatus } from '#features/workflows/save-status.ts'
import { saveWorkflowType } from '#features/workflows/save-workflow-type.ts'
import type { Database } from '#platform/database.ts'
import { perform } from '#platform/operation.ts'
import { foundTestOrganization, type TestOrganization } from './found-organization.ts'

type Input<T> = Partial<T> & { key: string }

const status = (key: string, name: string, category: Status['category'], scope: Status['scope'] = 'order'): Status => ({ key, name, category, color: 'gray', scope, shownToCustomer: true })

/** A small business of a test's own: an explicit order workflow, a free one for line items, a roll-up, an automatic move and a timer. */
export const shopStatuses: Status[] = [
  status('new', 'New', 'placed'), status('accepted', 'Accepted', 'confirmed'), status('working', 'In the workshop', 'in_progress'), status('waiting', 'Waiting', 'on_hold'),
  status('sent', 'Sent', 'in_transit'), status('done', 'Done', 'completed'), status('called-off', 'Called off', 'cancelled'), status('forgotten', 'Forgotten', 'abandoned'), status('filed', 'Filed', 'closed'),
  status('todo', 'To do', 'draft', 'line_item'), status('doing', 'Doing', 'in_progress', 'line_item'), status('finished', 'Finished', 'completed', 'line_item'), status('dropped', 'Dropped', 'cancelled', 'line_item'),
]

export const shopWorkflow: Input<Workflow> = {
  key: 'shop-road', name: 'Shop road', type: 'production', scope: 'order', movement: 'explicit',
  steps: ['new', 'accepted', 'working', 'waiting', 'sent', 'done', 'called-off', 'forgotten', 'filed'].map((key) => ({ key, status: key })),
  transitions: [
    { key: 'accept-by-itself', name: 'Accepted', from: ['new', 'forgotten'], to: 'accepted', automatic: [{ fact: 'paymentMethod', is: 'present' }, { fact: 'shippingAddress', is: 'present' }], hidden: true },
    { key: 'forget', name: 'Forgotten', from: ['new'], to: 'forgotten', afterMinutes: 60, guards: [{ fact: 'paymentMethod', is: 'absent' }], hidden: true },
    { key: 'accept', name: 'Accept', from: ['new'], to: 'accepted' },
    { key: 'start-work', name: 'Start work', from: ['accepted'], to: 'working', roles: ['owner', 'admin', 'manager'] },
    { key: 'hold', name: 'Hold', from: ['new', 'accepted', 'working'], to: 'waiting' },
    { key: 'release', name: 'Release', from: ['waiting'], to: '@held-from' },
    { key: 'send', name: 'Send', from: ['working'], to: 'sent', fields: [{ key: 'carrier', label: 'Carrier', kind: 'text' }, { key: 'trackingNumber', label: 'Tracking number', kind: 'text', required: true }] },
    { key: 'deliver', name: 'Deliver', from: ['sent'], to: 'done' },
    { key: 'hand-over', name: 'Hand over', from: ['working'], to: 'done', guards: [{ fact: 'needsShipping', is: 'absent', otherwise: 'There is something to ship.' }] },
    { key: 'call-off', name: 'Call off', from: ['new', 'accepted', 'working', 'waiting'], to: 'called-off', reasonRequired: true, confirm: 'Call it off?' },
    { key: 'file', name: 'File', from: ['done', 'called-off', 'forgotten'], to: 'filed' },
  ] as unknown as Workflow['transitions'],
}

export const shopLineWorkflow: Input<Workflow> = {
  key: 'shop-lines', name: 'Shop lines', scope: 'line_item', movement: 'free',
  steps: ['todo', 'doing', 'finished', 'dropped'].map((key) => ({ key, status: key })),
}

export const shopOrderType: Input<OrderType> = {
  key: 'shop-order', name: 'Shop order', phases: [{ type: 'production', choices: [{ workflow: 'shop-road' }] }], lineItemWorkflow: 'shop-lines', numbering: { pattern: 'S-{sequence}', sequence: 'organization', restarts: 'never', perLocation: false },
  rollUps: [{ key: 'all-finished', name: 'All line items finished', when: { lines: 'all', in: ['completed'] }, transition: 'hand-over' }],
}

export type Shop = TestOrganization & {
  database: Database
  /** Places an order, with a sensible default for everything that is not given. */
  order(given?: object, role?: Role): ReturnType<typeof perform<(typeof placeOrder)['contract']>>
}

export async function foundShop(database: Database, options: Parameters<typeof foundTestOrganization>[1] = {}): Promise<Shop> {
  const organization = await foundTestOrganization(database, options)
  const owner = organization.caller('owner')
  await perform(database, saveWorkflowType, owner, { key: 'production', name: 'Production' })
  for (const one of shopStatuses) await perform(database, saveStatus, owner, one)
  await perform(database, publishWorkflow, owner, shopWorkflow)
  await perform(database, publishWorkflow, owner, shopLineWorkflow)
  await perform(database, publishOrderType, owner, shopOrderType)
  const currency = options.currency ?? 'USD'
  await perform(database, createProduct, owner, { name: 'Leather tote', kind: 'product', taxRate: 8.25, shippable: true, variants: [{ sku: 'TOTE', price: { amount: 12000, currency }, stock: { tracked: true, onHand: 10 } }] })
  await perform(database, createProduct, owner, { name: 'Bag clean', kind: 'service', variants: [{ sku: 'CLEAN', price: { amount: 4500, currency } }] })
  await perform(database, createProduct, owner, { name: 'Care set', kind: 'package', variants: [{ sku: 'SET', price: { amount: 15000, currency } }], packageLines: [{ sku: 'TOTE', quantity: 1 }, { sku: 'CLEAN', quantity: 2 }] })
  return {
    ...organization,
    database,
    order: (given = {}, role = 'owner') => perform(database, placeOrder, organization.caller(role), {
      orderType: 'shop-order', customer: { firstName: 'Amira', lastName: 'Haddad', email: 'amira@example.com' }, lines: [{ sku: 'CLEAN' }], ...given,
    }),
  }
}
