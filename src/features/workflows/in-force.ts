import type { InForce } from '#domain/workflows/check-design.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import type { Scope } from '#platform/scope.ts'
import { readOrderTypes } from './order-type-rows.ts'
import { readStatuses } from './status-rows.ts'
import { readWorkflows } from './workflow-rows.ts'
import { readWorkflowTypes } from './workflow-type-rows.ts'

/** Everything that is in force now, retired ones included, as designs are measured against it. */
export async function readInForce(scope: Scope): Promise<InForce> {
  return {
    statuses: await readStatuses(scope),
    workflowTypes: await readWorkflowTypes(scope),
    workflows: (await readWorkflows(scope)).map(({ workflow, isRetired }) => ({ ...workflow, isRetired })),
    orderTypes: (await readOrderTypes(scope)).map(({ orderType }) => orderType),
    currency: (await organizationSettings(scope)).currency,
  }
}
