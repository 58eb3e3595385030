import { getOrganization as contract } from '#domain/identity/contract.ts'
import { operation } from '#platform/operation.ts'
import { getOrganizationRow, showOrganization } from './organization-rows.ts'

export const getOrganization = operation(contract, async (scope) => showOrganization(await getOrganizationRow(scope)))
