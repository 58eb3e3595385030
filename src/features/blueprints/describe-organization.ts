import type { Blueprint } from '#domain/blueprints/blueprint.ts'
import { referredStatuses } from '#domain/blueprints/referred-statuses.ts'
import type { Status } from '#domain/workflows/schema.ts'
import { getOrganizationRow } from '#features/identity/organization-rows.ts'
import { listViews } from '#features/views/view-rows.ts'
import { readOrderTypes } from '#features/workflows/order-type-rows.ts'
import { readStatuses, type StatusRow } from '#features/workflows/status-rows.ts'
import { readWorkflows } from '#features/workflows/workflow-rows.ts'
import { readWorkflowTypes } from '#features/workflows/workflow-type-rows.ts'
import { readWizards } from '#features/wizards/wizard-rows.ts'
import type { Scope } from '#platform/scope.ts'

/** The organization's whole way of working as one document, in the order it is shown in; what is retired is no part of it, but for statuses that something else of it goes through. */
export async function describeOrganization(scope: Scope): Promise<Blueprint> {
  const { slug, name, settings } = await getOrganizationRow(scope)
  const workflows = (await readWorkflows(scope)).filter(isInUse).map(({ workflow }) => workflow)
  const views = await listViews(scope)
  const referred = referredStatuses({ workflows, views })
  return {
    docket: 'blueprint/1',
    key: slug.slice(0, 63),
    name,
    description: '',
    settings: { words: settings.words, paymentStatuses: settings.paymentStatuses, taxIncluded: settings.taxIncluded, ...(settings.hours ? { hours: settings.hours } : {}) },
    statuses: (await readStatuses(scope)).filter((status) => isInUse(status) || referred.has(status.key)).map(statusOf),
    workflowTypes: (await readWorkflowTypes(scope)).map(({ key, name: typeName }) => ({ key, name: typeName })),
    workflows,
    orderTypes: (await readOrderTypes(scope)).filter(isInUse).map(({ orderType }) => orderType),
    wizards: (await readWizards(scope)).filter(isInUse).map(({ wizard }) => wizard),
    views,
  }
}

function isInUse({ isRetired }: { isRetired: boolean }): boolean {
  return !isRetired
}

function statusOf({ key, name, customerName, category, color, icon, scope, shownToCustomer }: StatusRow): Status {
  return { key, name, ...(customerName === null ? {} : { customerName }), category, color, ...(icon === null ? {} : { icon }), scope, shownToCustomer }
}
