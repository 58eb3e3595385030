import { refuse, refuseField } from '#domain/kernel/refusal.ts'
import { whyClosed } from '#domain/wizards/why-closed.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { readOrderTypes } from '#features/workflows/order-type-rows.ts'
import type { Scope } from '#platform/scope.ts'

/** Why this wizard could make no order now; undefined where it can. */
export async function findWhyClosed(scope: Scope, wizard: Wizard): Promise<string | undefined> {
  if (wizard.purpose !== 'create') return undefined
  return whyClosed(wizard, (await readOrderTypes(scope)).map(({ orderType: { key, name }, isRetired }) => ({ key, name, isRetired })))
}

/** Says no to beginning what could only be refused at its end. Customers are not told of order types. */
export async function refuseClosed(scope: Scope, wizard: Wizard): Promise<void> {
  const why = await findWhyClosed(scope, wizard)
  if (why === undefined) return
  if (scope.reach === 'own') refuse('illegal-transition', `“${wizard.name}” is closed at present.`)
  refuseField('/key', 'retired', `“${wizard.name}” cannot be begun. ${why}`)
}
