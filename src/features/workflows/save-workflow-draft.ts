import { saveWorkflowDraft as contract } from '#domain/workflows/design-contract.ts'
import { keepDraft } from '#features/drafts/keep-draft.ts'
import { operation } from '#platform/operation.ts'
import { getDesignedWorkflow } from './designed-workflows.ts'
import { findPublishedVersion } from './workflow-rows.ts'

/** Keeps what an editor has so far, right or wrong; orders go on by what is published. */
export const saveWorkflowDraft = operation(contract, async (scope, { basedOn, ...definition }) => {
  await keepDraft(scope, 'workflow', { definition, published: await findPublishedVersion(scope, 'workflow', definition.key), basedOn })
  return getDesignedWorkflow(scope, definition.key)
})
