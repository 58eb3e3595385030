import type { DesignedWorkflow } from '#domain/workflows/design-contract.ts'
import type { WorkflowDraft } from './workflow-edits.ts'

/** What is being designed, with the version of its draft; where there is none, what is published, at 0. */
export function designedDraft({ draft, published }: DesignedWorkflow): { version: number; definition: WorkflowDraft } {
  if (draft) return { version: draft.version, definition: draft.definition }
  if (!published) throw new Error('Neither a draft nor a published version.')
  const { id: _, version: __, publishedAt: ___, isRetired: ____, ...definition } = published
  return { version: 0, definition }
}

export function openOrdersOf({ versions }: Pick<DesignedWorkflow, 'versions'>): number {
  return versions.reduce((sum, { openOrders }) => sum + openOrders, 0)
}
