import { compareBlueprints } from '#domain/blueprints/compare-blueprints.ts'
import { diffBlueprint as contract } from '#domain/blueprints/contract.ts'
import { operation } from '#platform/operation.ts'
import { chosenBlueprint } from './chosen-blueprint.ts'
import { describeOrganization } from './describe-organization.ts'
import { resolveProducts } from './resolve-products.ts'

export const diffBlueprint = operation(contract, async (scope, choice) => {
  const { resolved, notFound } = await resolveProducts(scope, await chosenBlueprint(choice))
  return { changes: compareBlueprints(await describeOrganization(scope), resolved), notFound }
})
