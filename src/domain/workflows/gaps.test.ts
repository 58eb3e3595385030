import { expect, test } from 'vitest'
import { gapsOf, type Surroundings } from './gaps.ts'
import { orderType, workflow, type OrderType } from './schema.ts'

const around: Surroundings = {
  workflowTypes: [{ key: 'intake', name: 'Intake' }, { key: 'production', name: 'Production' }, { key: 'fulfillment', name: 'Fulfillment' }],
  statuses: [{ key: 'todo', name: 'To do', category: 'draft' }],
  workflows: [workflow.parse({ key: 'bits', name: 'Bits', scope: 'line_item', movement: 'free', steps: [{ key: 'todo', status: 'todo' }] })],
  wizards: [{ key: 'counter', name: 'Counter', isRetired: false }, { key: 'old', name: 'Old way', isRetired: true }],
  locations: [],
}
const whole = { key: 'repair', name: 'Repair', lineItemWorkflow: 'bits', phases: ['intake', 'production', 'fulfillment'].map((type) => ({ type, choices: [{ workflow: type }] })) }
const gaps = (more: object): string[] => gapsOf(orderType.parse({ ...whole, ...more }) satisfies OrderType, around)

const phases = (...types: string[]) => ({ phases: types.map((type) => ({ type, choices: [{ workflow: type }] })) })

test('an order type that leaves nothing open has no gaps', () => expect(gaps({ wizards: [{ wizard: 'counter' }] })).toEqual([]))

test('a phase without a workflow is told by what happens to orders there', () => {
  expect(gaps(phases('intake', 'production'))).toEqual(['No Fulfillment workflow: orders end after Production.'])
  expect(gaps(phases('intake', 'fulfillment'))).toEqual(['No Production workflow: orders go straight on from Intake.'])
  expect(gaps(phases('production', 'fulfillment'))).toEqual(['No Intake workflow: orders begin with Production.'])
  expect(gaps({ phases: [...whole.phases.slice(0, 2), { type: 'fulfillment', choices: [] }] })).toEqual(['No Fulfillment workflow: orders end after Production.'])
  expect(gapsOf({ ...orderType.parse(whole), phases: [] }, around)).toEqual(['No workflow in any phase: its orders could start nowhere.'])
})

test('orders that no choice of a phase fits are named by channel and by fulfilment method', () => {
  const [intake, production] = whole.phases
  const fulfilmentMethods = [{ key: 'pickup', name: 'Pickup' }, { key: 'delivery', name: 'Delivery' }]
  expect(gaps({ fulfilmentMethods, phases: [intake, production, { type: 'fulfillment', choices: [{ workflow: 'fulfillment', fulfilmentMethods: ['delivery'] }] }] }))
    .toEqual(['Fulfillment has no workflow for the fulfilment method Pickup: such orders skip it.'])
  expect(gaps({ phases: [{ type: 'intake', choices: [{ workflow: 'intake', channels: ['counter', 'back_office', 'portal', 'web', 'assistant', 'api'] }] }, ...whole.phases.slice(1)] }))
    .toEqual(['Intake has no workflow for orders from WhatsApp: they skip it.'])
  expect(gaps({ fulfilmentMethods, phases: [{ type: 'intake', choices: [{ workflow: 'intake', fulfilmentMethods: ['delivery'] }, { workflow: 'intake', channels: ['counter'] }] }, ...whole.phases.slice(1)] }))
    .toEqual(['Intake has no workflow for the fulfilment method Pickup from Back office, Customer portal, Web, WhatsApp, AI assistant and API: such orders skip it.'])
})

test('rules, wizards and numbers that can come to nothing are told of', () => {
  expect(gaps({ lineItemWorkflow: undefined })).toEqual(['No workflow for line items: they have no progress of their own.'])
  expect(gaps({ rollUps: [{ key: 'all', name: 'All done', when: { lines: 'all', in: ['completed'] }, toStep: 'done' }] })).toEqual(['“All done” never applies: no step of “Bits” has a status of the kind it waits for.'])
  expect(gaps({ wizards: [{ wizard: 'old' }, { wizard: 'phone-order' }] })).toEqual(['The wizard “Old way” is retired: new orders open the plain form instead.', 'The wizard “phone order” is not published: new orders open the plain form instead.'])
  expect(gaps({ numbering: { pattern: '{location}-{sequence}', sequence: 'own', perLocation: true } })[0]).toContain('there are no locations yet')
})
