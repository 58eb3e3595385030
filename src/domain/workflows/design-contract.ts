import { z } from 'zod'
import { draftReview, savedOn, shownDraft } from '../drafts/draft.ts'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'
import { exampleWorkflow, libraryStatus, shownOrderType, shownWorkflow } from './contract.ts'
import { orderType, step, workflow } from './schema.ts'

/** How a business designs its process: drafts beside what is published, reviewed before they are in force. */

/** While they are being designed, steps and phases may still be missing. */
export const workflowDraft = workflow.extend({ steps: z.array(step).max(200) })
export const orderTypeDraft = orderType.extend({ phases: z.array(orderType.shape.phases.element).max(20) })

/** A thing with its published version, its draft, and every version open orders are on. */
const versions = z.array(z.object({ version: z.int(), publishedAt: s.instant, openOrders: z.int() }))
export const designedWorkflow = z.object({
  key: z.string(), published: shownWorkflow.nullable(), draft: shownDraft(workflowDraft).nullable(), versions,
  usedBy: z.array(z.object({ key: z.string(), name: z.string() })),
})
export const designedOrderType = z.object({
  key: z.string(), published: shownOrderType.nullable(), draft: shownDraft(orderTypeDraft).nullable(), versions, gaps: z.array(z.string()),
})
export type DesignedWorkflow = z.infer<typeof designedWorkflow>
export type DesignedOrderType = z.infer<typeof designedOrderType>
const byKey = z.strictObject({ key: s.key })
const publication = z.strictObject({ key: s.key, draftVersion: z.int().optional() })

export const reorderStatuses = contract({
  name: 'status.reorder', method: 'POST', path: '/statuses/order', permission: 'process.publish',
  summary: 'Put the Status Library in another order; what is not named stays behind',
  input: z.strictObject({ keys: z.array(s.key).min(1).max(500) }), output: z.object({ items: z.array(libraryStatus) }),
  example: { keys: ['a-status-of-yours'] },
})
export const listDesignedWorkflows = contract({
  name: 'workflow.list_designed', method: 'GET', path: '/designed-workflows', permission: 'process.read',
  summary: 'Workflows with their drafts, retired ones included',
  input: z.strictObject({}), output: z.object({ items: z.array(designedWorkflow) }),
})
export const getWorkflow = contract({
  name: 'workflow.get', method: 'GET', path: '/workflows/{key}', permission: 'process.read',
  summary: 'A workflow: published, draft, and the versions open orders are on',
  input: byKey, output: designedWorkflow,
})
export const saveWorkflowDraft = contract({
  name: 'workflow.save_draft', method: 'PUT', path: '/workflows/{key}/draft', permission: 'process.update',
  summary: 'Save a draft of a workflow; orders go on by the published version. If-Match names the draft version seen; none says that there was none',
  input: workflowDraft.extend(savedOn), output: designedWorkflow,
  example: exampleWorkflow,
})
export const discardWorkflowDraft = contract({
  name: 'workflow.discard_draft', method: 'DELETE', path: '/workflows/{key}/draft', status: 204, permission: 'process.update',
  summary: 'Throw the draft away',
  input: byKey, output: z.unknown(),
})
export const reviewWorkflowDraft = contract({
  name: 'workflow.review_draft', method: 'GET', path: '/workflows/{key}/draft/review', permission: 'process.read',
  summary: 'What publishing the draft would change, and what is wrong with it',
  input: byKey, output: draftReview,
})
export const publishWorkflowDraft = contract({
  name: 'workflow.publish_draft', method: 'POST', path: '/workflows/{key}/draft/publication', permission: 'process.publish',
  summary: 'Publish the draft as the next version; orders under way keep theirs',
  input: publication, output: designedWorkflow,
})
export const retireWorkflow = contract({
  name: 'workflow.retire', method: 'POST', path: '/workflows/{key}/retire', permission: 'process.publish',
  summary: 'Retire a workflow that no order type uses',
  input: z.strictObject({ key: s.key, isRetired: z.boolean().default(true) }), output: designedWorkflow,
})
export const listDesignedOrderTypes = contract({
  name: 'order_type.list_designed', method: 'GET', path: '/designed-order-types', permission: 'process.read',
  summary: 'Order types with their drafts, retired ones included',
  input: z.strictObject({}), output: z.object({ items: z.array(designedOrderType) }),
})
export const getOrderType = contract({
  name: 'order_type.get', method: 'GET', path: '/order-types/{key}', permission: 'process.read',
  summary: 'An order type: published, draft, and the versions open orders are on',
  input: byKey, output: designedOrderType,
})
export const saveOrderTypeDraft = contract({
  name: 'order_type.save_draft', method: 'PUT', path: '/order-types/{key}/draft', permission: 'process.update',
  summary: 'Save a draft of an order type. If-Match names the draft version seen; none says that there was none',
  input: orderTypeDraft.extend(savedOn), output: designedOrderType,
  example: { key: 'repair', name: 'Repair', phases: [] },
})
export const discardOrderTypeDraft = contract({
  name: 'order_type.discard_draft', method: 'DELETE', path: '/order-types/{key}/draft', status: 204, permission: 'process.update',
  summary: 'Throw the draft away',
  input: byKey, output: z.unknown(),
})
export const reviewOrderTypeDraft = contract({
  name: 'order_type.review_draft', method: 'GET', path: '/order-types/{key}/draft/review', permission: 'process.read',
  summary: 'What publishing the draft would change, what is wrong with it, and its gaps in words',
  input: byKey, output: draftReview,
})
export const publishOrderTypeDraft = contract({
  name: 'order_type.publish_draft', method: 'POST', path: '/order-types/{key}/draft/publication', permission: 'process.publish',
  summary: 'Publish the draft as the next version; orders under way keep theirs',
  input: publication, output: designedOrderType,
})
export const retireOrderType = contract({
  name: 'order_type.retire', method: 'POST', path: '/order-types/{key}/retire', permission: 'process.publish',
  summary: 'Retire an order type: no new orders of it',
  input: z.strictObject({ key: s.key, isRetired: z.boolean().default(true) }), output: designedOrderType,
})
