import { foundOrganization as contract, type ShownOrganization } from '#domain/identity/contract.ts'
import { foundOrganization as found } from '#features/identity/found-organization.ts'
import { getOrganizationRow, showOrganization } from '#features/identity/organization-rows.ts'
import { personOperation } from '#platform/person-operation.ts'
import { applyBlueprintByKey } from './apply-blueprint.ts'

export const foundOrganization = personOperation(contract, async (asked, input): Promise<ShownOrganization> => {
  const { blueprint } = input
  if (blueprint === undefined) return found(asked, input)
  let furnished: ShownOrganization | undefined
  const founded = await found(asked, input, async (scope) => {
    await applyBlueprintByKey(scope, blueprint)
    furnished = showOrganization(await getOrganizationRow(scope))
  })
  return furnished ?? founded
})
