import { publishWorkflow } from '#domain/workflows/contract.ts'
import { publishWorkflowDraft as contract } from '#domain/workflows/design-contract.ts'
import type { Workflow } from '#domain/workflows/schema.ts'
import { takeDraft } from '#features/drafts/take-draft.ts'
import { operation, parse } from '#platform/operation.ts'
import { getDesignedWorkflow } from './designed-workflows.ts'
import { lockProcess } from './lock-process.ts'
import { putWorkflowInForce } from './publish-workflow.ts'
import { findPublishedVersion } from './workflow-rows.ts'

/** Publishes the draft that was seen: of two who publish at once one makes the next version, and the other is told. */
export const publishWorkflowDraft = operation(contract, async (scope, { key, draftVersion }) => {
  await lockProcess(scope)
  const draft = await takeDraft<Workflow>(scope, 'workflow', key, { seen: draftVersion, published: await findPublishedVersion(scope, 'workflow', key) })
  await putWorkflowInForce(scope, parse(publishWorkflow, draft.definition) as Workflow)
  return getDesignedWorkflow(scope, key)
})
