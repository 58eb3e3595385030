import { sql } from 'kysely'
import type { WizardWorld } from '#domain/wizards/check-wizard.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { readOrderTypes } from '#features/workflows/order-type-rows.ts'
import { readWorkflows } from '#features/workflows/workflow-rows.ts'
import type { Scope } from '#platform/scope.ts'

/** What this wizard may refer to here. */
export async function wizardWorld(scope: Scope, wizard: Wizard): Promise<WizardWorld> {
  const types = await readOrderTypes(scope)
  const orderTypes = types.filter(({ isRetired }) => !isRetired).map(({ orderType }) => orderType)
  const retired = types.filter(({ isRetired }) => isRetired).map(({ orderType: { key, name } }) => ({ key, name }))
  const workflows = (await readWorkflows(scope)).map(({ workflow }) => workflow)
  const wanted = [...(wizard.appliesTo?.products ?? []), ...wizard.pages.flatMap(({ questions }) => questions.flatMap(({ products }) => products ?? []))]
  if (wanted.length === 0) return { orderTypes, retired, workflows }
  const { rows } = await sql<{ id: string }>`SELECT id FROM product WHERE organization_id = ${scope.organizationId} AND id = ANY(${wanted}::uuid[])`.execute(scope.db)
  return { orderTypes, retired, workflows, products: new Set(rows.map(({ id }) => id)) }
}
