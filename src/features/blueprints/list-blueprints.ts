import { listBlueprints as contract } from '#domain/blueprints/contract.ts'
import { operation } from '#platform/operation.ts'
import { showBlueprint } from './show-blueprint.ts'
import { shippedBlueprints } from './shipped-blueprints.ts'

export const listBlueprints = operation(contract, async () => ({
  items: (await shippedBlueprints()).map(showBlueprint),
}))
