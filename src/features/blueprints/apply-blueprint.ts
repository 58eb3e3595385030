import type { Blueprint } from '#domain/blueprints/blueprint.ts'
import { compareBlueprints, settingsAfter, type BlueprintChange } from '#domain/blueprints/compare-blueprints.ts'
import { applyBlueprint as contract } from '#domain/blueprints/contract.ts'
import { Refusal, refuseErrors } from '#domain/kernel/refusal.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { errorsOfCollidingNumbers } from '#domain/orders/order-number.ts'
import { checkWorkflow } from '#domain/workflows/check-workflow.ts'
import { refuseBrokenReferences, workflowKeysOf } from '#domain/workflows/freeze-process.ts'
import { updateOrganization } from '#features/identity/update-organization.ts'
import { keepView } from '#features/views/save-view.ts'
import { listViews } from '#features/views/view-rows.ts'
import { freezeOrderTypes, readLibrary, refuseFaults } from '#features/workflows/freeze-order-types.ts'
import { lockProcess } from '#features/workflows/lock-process.ts'
import { readOrderTypes, saveOrderTypeRetirement } from '#features/workflows/order-type-rows.ts'
import { forgetCurrentProcesses } from '#features/workflows/processes.ts'
import { nextOrderType } from '#features/workflows/publish-order-type.ts'
import { keepWorkflow } from '#features/workflows/publish-workflow.ts'
import { changeRetirement } from '#features/workflows/retire-status.ts'
import { keepStatus } from '#features/workflows/save-status.ts'
import { keepWorkflowType } from '#features/workflows/save-workflow-type.ts'
import { readStatuses } from '#features/workflows/status-rows.ts'
import { readWorkflows, saveWorkflowRetirement } from '#features/workflows/workflow-rows.ts'
import { readWorkflowTypes } from '#features/workflows/workflow-type-rows.ts'
import { keepWizard } from '#features/wizards/publish-wizard.ts'
import { readWizards, setWizardRetired } from '#features/wizards/wizard-rows.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { chosenBlueprint } from './chosen-blueprint.ts'
import { describeOrganization } from './describe-organization.ts'
import { resolveProducts } from './resolve-products.ts'
import { getShippedBlueprint } from './shipped-blueprints.ts'

export const applyBlueprint = operation(contract, async (scope, choice) => furnish(scope, await chosenBlueprint(choice)))

/** For whoever founds an organization: the same by the key of a blueprint that Docket ships. */
export async function applyBlueprintByKey(scope: Scope, key: string): Promise<Outcome> {
  return furnish(scope, await getShippedBlueprint(key))
}

type Outcome = { changes: BlueprintChange[]; notFound: string[] }

/** Makes the organization work as the document says, whole or not at all; what the document does not mention stays. */
export async function furnish(scope: Scope, wanted: Blueprint): Promise<Outcome> {
  await lockProcess(scope)
  const { resolved, notFound } = await resolveProducts(scope, wanted)
  const current = await describeOrganization(scope)
  const changes = compareBlueprints(current, resolved)
  if (changes.length === 0) return { changes, notFound }
  const isChanged = (what: BlueprintChange['what']) => ({ key }: { key: string }) => changes.some((change) => change.what === what && change.key === key)

  if (changes.some(({ what }) => what === 'setting')) await updateOrganization.handle(scope, settingsAfter(current.settings, wanted.settings))
  await each(wanted, 'workflowTypes', isChanged('workflow_type'), async (type) => keepWorkflowType(scope, type, await readWorkflowTypes(scope)))
  await each(wanted, 'statuses', isChanged('status'), async (status) => {
    const kept = await keepStatus(scope, status, await readStatuses(scope))
    if (kept.isRetired && !current.statuses.some(({ key }) => key === status.key)) await changeRetirement(scope, kept, false)
  })
  await applyWorkflows(scope, wanted, isChanged('workflow'))
  await applyOrderTypes(scope, wanted, isChanged)
  // After what they refer to; what refers to them says only which of them opens.
  await each(wanted, 'wizards', isChanged('wizard'), ({ key }) => applyWizard(scope, resolved.wizards.find((wizard) => wizard.key === key)))
  await each(wanted, 'views', isChanged('view'), async (view) => keepView(scope, view, await listViews(scope)))
  record(scope, 'blueprint.applied', { key: wanted.key, name: wanted.name, changes: changes.length })
  return { changes, notFound }
}

/** One that is left out, because nothing it is for is here, never counts as changed. */
async function applyWizard(scope: Scope, wizard: Wizard | undefined): Promise<void> {
  if (!wizard) return
  const before = await readWizards(scope)
  await keepWizard(scope, wizard, before)
  const retired = before.find((row) => row.wizard.key === wizard.key && row.isRetired)
  if (!retired) return
  await setWizardRetired(scope, retired.id, false)
  record(scope, 'wizard.retired', { key: wizard.key, isRetired: false })
}

async function applyWorkflows(scope: Scope, wanted: Blueprint, isChanged: (entry: { key: string }) => boolean): Promise<void> {
  const [statuses, before, library] = [await readStatuses(scope), await readWorkflows(scope), await readLibrary(scope)]
  await each(wanted, 'workflows', isChanged, async (workflow) => {
    refuseFaults(checkWorkflow(workflow, library).map((fault) => ({ ...fault, workflow: workflow.key })), 'It cannot work.')
    const kept = await keepWorkflow(scope, workflow, before.find((row) => row.workflow.key === workflow.key), statuses)
    if (!kept.isRetired) return
    await saveWorkflowRetirement(scope, { id: kept.id, isRetired: false })
    record(scope, 'workflow.retired', { key: workflow.key, isRetired: false })
  })
}

/** Publishes the changed order types, takes retired ones back into use, and freezes anew every one that something changed has a part in. */
async function applyOrderTypes(scope: Scope, wanted: Blueprint, isChanged: (what: BlueprintChange['what']) => (entry: { key: string }) => boolean): Promise<void> {
  const library = await readLibrary(scope)
  const before = await readOrderTypes(scope)
  const all = [...before.map(({ orderType }) => orderType).filter(({ key }) => !wanted.orderTypes.some((one) => one.key === key)), ...wanted.orderTypes]
  await each(wanted, 'orderTypes', isChanged('order_type'), (orderType) => {
    refuseBrokenReferences(orderType, library)
    refuseErrors(errorsOfCollidingNumbers(orderType, all))
  })
  const next = wanted.orderTypes.map((orderType, i) => nextOrderType(scope, orderType, before.find((row) => row.orderType.key === orderType.key), before.length + i + 1))
  const untouched = before.filter(({ id }) => !next.some((row) => row.id === id))
  const affected = [...next, ...untouched].filter((row) =>
    !before.includes(row)
    || [...workflowKeysOf(row.orderType)].some((key) => isChanged('workflow')({ key }))
    || row.orderType.phases.some((phase) => isChanged('workflow_type')({ key: phase.type })))
  await freezeOrderTypes(scope, affected)
  for (const { id, isRetired, orderType: { key } } of next) {
    if (!isRetired) continue
    await saveOrderTypeRetirement(scope, { id, isRetired: false })
    record(scope, 'order_type.retired', { key, isRetired: false })
  }
  forgetCurrentProcesses(scope)
}

type Lists = Pick<Blueprint, 'statuses' | 'workflowTypes' | 'workflows' | 'orderTypes' | 'wizards' | 'views'>

/** Goes through the changed entries of a list; a refusal names the entry, and points into the document. */
async function each<L extends keyof Lists>(wanted: Blueprint, list: L, isChanged: (entry: { key: string }) => boolean, keep: (entry: Lists[L][number]) => unknown): Promise<void> {
  for (const [i, entry] of wanted[list].entries()) {
    if (!isChanged(entry)) continue
    try {
      await keep(entry)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const errors = error.errors.map((one) => ({ ...one, pointer: `/document/${list}/${i}${one.pointer}` }))
      throw new Refusal(error.slug, `“${entry.name}”: ${error.message}`, errors, error.extra)
    }
  }
}
