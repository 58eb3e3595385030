import type { WorkflowType } from './schema.ts'

/** The phases an organization begins with; it may rename them and add its own. */
export const usualWorkflowTypes: WorkflowType[] = [
  { key: 'intake', name: 'Intake' },
  { key: 'production', name: 'Production' },
  { key: 'fulfillment', name: 'Fulfillment' },
]
