import { refuseUnknown } from '#domain/kernel/refusal.ts'
import type { DesignedWorkflow } from '#domain/workflows/design-contract.ts'
import { workflowKeysOf } from '#domain/workflows/freeze-process.ts'
import type { Workflow } from '#domain/workflows/schema.ts'
import { findDraft, readDrafts, type DraftRow } from '#features/drafts/draft-rows.ts'
import { showDraft } from '#features/drafts/show-draft.ts'
import type { Scope } from '#platform/scope.ts'
import { shownWorkflowOf } from './list-workflows.ts'
import { openVersionsOfWorkflow, readOpenProcesses, type OpenProcess } from './open-versions.ts'
import { readOrderTypes, type OrderTypeRow } from './order-type-rows.ts'
import { readWorkflows, type WorkflowRow } from './workflow-rows.ts'

type Around = { orderTypes: OrderTypeRow[]; open: OpenProcess[] }

/** Every workflow with its draft; what was never published is there by its draft alone. */
export async function readDesignedWorkflows(scope: Scope): Promise<DesignedWorkflow[]> {
  const published = await readWorkflows(scope)
  const drafts = await readDrafts<Workflow>(scope, 'workflow')
  const keys = [...new Set([...published.map(({ workflow }) => workflow.key), ...drafts.map(({ key }) => key)])]
  const around = await readAround(scope)
  const designed: DesignedWorkflow[] = []
  for (const key of keys) designed.push(await designedWorkflow(scope, key, published.find(({ workflow }) => workflow.key === key), drafts.find((draft) => draft.key === key), around))
  return designed.sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
}

export async function getDesignedWorkflow(scope: Scope, key: string): Promise<DesignedWorkflow> {
  const published = (await readWorkflows(scope)).find(({ workflow }) => workflow.key === key)
  const draft = await findDraft<Workflow>(scope, 'workflow', key)
  if (!published && !draft) refuseUnknown('workflow')
  return designedWorkflow(scope, key, published, draft, await readAround(scope))
}

/** The order types in use that a workflow is part of. */
export function usersOf(orderTypes: OrderTypeRow[], key: string): { key: string; name: string }[] {
  return orderTypes.filter(({ orderType, isRetired }) => !isRetired && workflowKeysOf(orderType).has(key)).map(({ orderType }) => ({ key: orderType.key, name: orderType.name }))
}

async function readAround(scope: Scope): Promise<Around> {
  return { orderTypes: await readOrderTypes(scope), open: await readOpenProcesses(scope) }
}

async function designedWorkflow(scope: Scope, key: string, published: WorkflowRow | undefined, draft: DraftRow<Workflow> | undefined, { orderTypes, open }: Around): Promise<DesignedWorkflow> {
  return {
    key,
    published: published ? shownWorkflowOf(published) : null,
    draft: draft ? showDraft(draft) : null,
    versions: published ? await openVersionsOfWorkflow(scope, { ...published, key }, open) : [],
    usedBy: usersOf(orderTypes, key),
  }
}

function nameOf({ published, draft }: DesignedWorkflow): string {
  return published?.name ?? draft?.definition.name ?? ''
}
