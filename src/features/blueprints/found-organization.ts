import { foundOrganization as contract, type ShownOrganization } from '#domain/identity/contract.ts'
import { usualView } from '#domain/views/usual-view.ts'
import { usualWorkflowTypes } from '#domain/workflows/usual-workflow-types.ts'
import { foundOrganization as found } from '#features/identity/found-organization.ts'
import { getOrganizationRow, showOrganization } from '#features/identity/organization-rows.ts'
import { keepView } from '#features/views/save-view.ts'
import { keepWorkflowType } from '#features/workflows/save-workflow-type.ts'
import { readWorkflowTypes } from '#features/workflows/workflow-type-rows.ts'
import { personOperation } from '#platform/person-operation.ts'
import type { Scope } from '#platform/scope.ts'
import { applyBlueprintByKey } from './apply-blueprint.ts'

/** Founds an organization that works by a blueprint, or by nothing yet but the usual phases and the usual list. */
export const foundOrganization = personOperation(contract, async (asked, input): Promise<ShownOrganization> => {
  const { blueprint } = input
  let furnished: ShownOrganization | undefined
  const founded = await found(asked, input, async (scope) => {
    if (blueprint === undefined) return begin(scope)
    await applyBlueprintByKey(scope, blueprint)
    furnished = showOrganization(await getOrganizationRow(scope))
  })
  return furnished ?? founded
})

async function begin(scope: Scope): Promise<void> {
  for (const type of usualWorkflowTypes) await keepWorkflowType(scope, type, await readWorkflowTypes(scope))
  await keepView(scope, usualView, [])
}
