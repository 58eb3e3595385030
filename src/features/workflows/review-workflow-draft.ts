import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { examineWorkflowDraft } from '#domain/workflows/check-design.ts'
import { asSentence, differencesOfWorkflow } from '#domain/workflows/changes-in-words.ts'
import { reviewWorkflowDraft as contract } from '#domain/workflows/design-contract.ts'
import type { Workflow } from '#domain/workflows/schema.ts'
import { pathInWords } from '#domain/workflows/place-name.ts'
import { findDraft } from '#features/drafts/draft-rows.ts'
import { isOutdated } from '#features/drafts/take-draft.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { usersOf } from './designed-workflows.ts'
import { readInForce } from './in-force.ts'
import { stepsWithOpenOrders } from './open-orders.ts'
import { openVersionsOfWorkflow, readOpenProcesses } from './open-versions.ts'
import { readOrderTypes } from './order-type-rows.ts'
import { readStatuses, type StatusRow } from './status-rows.ts'
import { namesIn, readSurroundings } from './surroundings.ts'
import { readWorkflows, type WorkflowRow } from './workflow-rows.ts'

/** What publishing the draft would change and what speaks against it, before anybody meets it. */
export const reviewWorkflowDraft = operation(contract, async (scope, { key }) => {
  const draft = (await findDraft<Workflow>(scope, 'workflow', key)) ?? refuseUnknown('draft')
  const published = (await readWorkflows(scope)).find(({ workflow }) => workflow.key === key)
  const names = namesIn(await readSurroundings(scope))
  const statuses = await readStatuses(scope)
  const around = await readInForce(scope)
  const { faults, doubts } = examineWorkflowDraft(draft.definition, around)
  const called = new Map(statuses.map((status) => [status.key, status]))
  const versions = published ? await openVersionsOfWorkflow(scope, { ...published, key }, await readOpenProcesses(scope)) : []
  return {
    version: (published?.version ?? 0) + 1,
    changes: published ? differencesOfWorkflow(published.workflow, draft.definition, names).map(asSentence) : [`“${draft.definition.name}” is new.`],
    faults: faults.map((fault) => ({ code: fault.code, step: fault.step, message: fault.message, path: pathInWords(fault, [draft.definition, ...around.workflows], called) })),
    warnings: [...doubts, ...(await warningsOf(scope, draft.definition, published, statuses))],
    isOutdated: isOutdated(draft, published?.version ?? null),
    openOrders: versions.reduce((sum, { openOrders }) => sum + openOrders, 0),
  }
})

async function warningsOf(scope: Scope, draft: Workflow, published: WorkflowRow | undefined, statuses: StatusRow[]): Promise<string[]> {
  const removed = (published?.workflow.steps ?? []).filter((step) => !draft.steps.some(({ key }) => key === step.key)).flatMap((step) => {
    const status = statuses.find(({ key }) => key === step.status)
    return status ? [{ step: step.key, statusId: status.id, name: status.name }] : []
  })
  const occupied = await stepsWithOpenOrders(scope, draft.key, removed)
  return [
    ...(usersOf(await readOrderTypes(scope), draft.key).length === 0 ? ['No order type uses it yet, so no order takes this way.'] : []),
    ...removed.filter(({ step }) => occupied.has(step)).map(({ name }) => `Something open stands at “${name}”, which this version no longer has. It stays on the version it is on until it is moved over.`),
    ...(published?.isRetired ? ['It is retired: order types cannot choose it until it is taken back into use.'] : []),
  ]
}
