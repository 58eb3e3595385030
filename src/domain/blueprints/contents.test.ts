import { expect, test } from 'vitest'
import { contentsOf } from './contents.ts'

test('what a blueprint brings is told by name, and of each order type the phases it really goes through', () => {
  const contents = contentsOf({
    workflowTypes: [{ key: 'intake', name: 'Intake' }, { key: 'care', name: 'Aftercare' }], views: [], wizards: [{ name: 'Counter' }],
    statuses: [{ key: 'new', name: 'New', category: 'placed', color: 'blue', scope: 'order' }],
    workflows: [{ key: 'road', name: 'Road', type: 'intake', scope: 'order', movement: 'linear', steps: [{ key: 'new', status: 'new' }] }],
    orderTypes: [{ key: 'repair', name: 'Repair', phases: [{ type: 'intake', choices: [{ workflow: 'road' }] }, { type: 'care', choices: [] }] }],
  })
  expect(contents).toEqual({ orderTypes: [{ name: 'Repair', phases: ['Intake'] }], statuses: [{ name: 'New', color: 'blue', icon: null }], workflows: ['Road'], wizards: ['Counter'], lists: [] })
})
