import { exportBlueprint as contract } from '#domain/blueprints/contract.ts'
import { operation } from '#platform/operation.ts'
import { describeOrganization } from './describe-organization.ts'
import { nameProducts } from './resolve-products.ts'

export const exportBlueprint = operation(contract, async (scope) => nameProducts(scope, await describeOrganization(scope)))
