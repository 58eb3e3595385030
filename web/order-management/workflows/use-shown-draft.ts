import { useDeferredValue } from 'react'
import type { WorkflowDraft } from './workflow-edits.ts'

/**
 * The draft as its arrangement shows it: a moment behind, so that what is typed stands in its field before sixty steps are
 * drawn anew. Only an order that changed is shown at once: what was dropped may not jump back first.
 */
export function useShownDraft(draft: WorkflowDraft): WorkflowDraft {
  const deferred = useDeferredValue(draft)
  const isSameOrder = draft.steps.length === deferred.steps.length && draft.steps.every(({ key }, i) => deferred.steps[i]?.key === key)
  return isSameOrder ? deferred : draft
}
