import { compareBlueprints } from '#domain/blueprints/compare-blueprints.ts'
import { diffBlueprint as contract } from '#domain/blueprints/contract.ts'
import { operation } from '#platform/operation.ts'
import { chosenBlueprint } from './chosen-blueprint.ts'
import { describeOrganization } from './describe-organization.ts'

export const diffBlueprint = operation(contract, async (scope, choice) => ({
  changes: compareBlueprints(await describeOrganization(scope), await chosenBlueprint(choice)),
}))
