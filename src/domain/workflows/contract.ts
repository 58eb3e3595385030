import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'
import { orderType, status, workflow, workflowType } from './schema.ts'

/** The Status Library, workflow types, workflows and order types, as an organization sees and changes them. */

export const libraryStatus = status.extend({
  id: s.id, customerName: z.string().nullable(), icon: z.string().nullable(), position: z.int(), isRetired: z.boolean(), usedBy: z.array(z.string()),
  usedByWorkflows: z.array(z.object({ key: z.string(), name: z.string() })), openOrders: z.int(), openLineItems: z.int(),
})
export const shownWorkflowType = workflowType.extend({ position: z.int() })
export const shownWorkflow = workflow.extend({ id: s.id, version: z.int(), publishedAt: s.instant, isRetired: z.boolean() })
export const shownOrderType = orderType.extend({ id: s.id, version: z.int(), publishedAt: s.instant, processId: s.id, isRetired: z.boolean() })

export type LibraryStatus = z.infer<typeof libraryStatus>
export type ShownOrderType = z.infer<typeof shownOrderType>

export const exampleWorkflow = {
  key: 'quick-sale', name: 'Quick sale', scope: 'order', movement: 'free',
  steps: [{ key: 'ordered', status: 'a-placed-status-of-yours' }, { key: 'handed-over', status: 'a-completed-status-of-yours' }],
}

export const listStatuses = contract({
  name: 'status.list', method: 'GET', path: '/statuses', permission: 'process.read',
  summary: 'The Status Library',
  input: z.strictObject({}), output: z.object({ items: z.array(libraryStatus) }),
})
export const saveStatus = contract({
  name: 'status.save', method: 'PUT', path: '/statuses/{key}', permission: 'process.publish', summary: 'Add a status, or change its words, colour and icon; its category stays what it is',
  input: status, output: libraryStatus, example: { key: 'waiting-for-parts', name: 'Waiting for parts', category: 'on_hold', color: 'yellow', scope: 'order' },
})
export const retireStatus = contract({
  name: 'status.retire', method: 'POST', path: '/statuses/{key}/retire', permission: 'process.publish',
  summary: 'Retire a status: open orders keep it, new workflows cannot use it',
  input: z.strictObject({ key: s.key, isRetired: z.boolean().default(true) }), output: libraryStatus,
})
export const removeStatus = contract({
  name: 'status.remove', method: 'DELETE', path: '/statuses/{key}', permission: 'process.publish', status: 204,
  summary: 'Remove a status that nothing ever used; what was used can only be retired',
  input: z.strictObject({ key: s.key }), output: z.object({}),
})
export const listWorkflowTypes = contract({
  name: 'workflow_type.list', method: 'GET', path: '/workflow-types', permission: 'process.read',
  summary: 'Workflow types, the phases of an order',
  input: z.strictObject({}), output: z.object({ items: z.array(shownWorkflowType) }),
})
export const saveWorkflowType = contract({
  name: 'workflow_type.save', method: 'PUT', path: '/workflow-types/{key}', permission: 'process.publish',
  summary: 'Add or rename a workflow type',
  input: workflowType, output: shownWorkflowType,
  example: { key: 'aftercare', name: 'Aftercare' },
})
export const listWorkflows = contract({
  name: 'workflow.list', method: 'GET', path: '/workflows', permission: 'process.read',
  summary: 'Workflows, at their published version',
  input: z.strictObject({}), output: z.object({ items: z.array(shownWorkflow) }),
})
export const checkWorkflow = contract({
  name: 'workflow.check', method: 'POST', path: '/workflows/check', permission: 'process.read', summary: 'Whether a workflow can work: each fault names its step and shows the path; doubts say what could not be looked at to the end',
  input: workflow, example: exampleWorkflow, output: z.object({ faults: z.array(z.object({ code: z.string(), step: z.string().nullable(), message: z.string(), path: z.array(z.string()) })), doubts: z.array(z.string()) }),
})
export const publishWorkflow = contract({
  name: 'workflow.publish', method: 'PUT', path: '/workflows/{key}', permission: 'process.publish', summary: 'Publish a workflow, as its next version; orders under way keep theirs',
  input: workflow, output: shownWorkflow, example: exampleWorkflow,
})
export const listOrderTypes = contract({
  name: 'order_type.list', method: 'GET', path: '/order-types', permission: 'process.read',
  summary: 'Order types, at their published version',
  input: z.strictObject({}), output: z.object({ items: z.array(shownOrderType) }),
})
export const publishOrderType = contract({
  name: 'order_type.publish', method: 'PUT', path: '/order-types/{key}', permission: 'process.publish', summary: 'Publish an order type, as its next version; orders under way keep theirs',
  input: orderType, output: shownOrderType, example: { key: 'repair', name: 'Repair', phases: [{ type: 'a-workflow-type-of-yours', choices: [{ workflow: 'a-workflow-of-yours' }] }] },
})
