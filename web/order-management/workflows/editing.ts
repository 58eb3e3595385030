import { createContext, useContext } from 'react'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { FactContext } from '#domain/workflows/fact.ts'
import type { WorkflowType } from '#domain/workflows/schema.ts'
import type { WorkflowDraft } from './workflow-edits.ts'

/** What is open beside the arrangement: a step, or a move. */
export type Selected = { step: string } | { transition: string } | undefined

/** What every part of the editor may ask; the same object while only the draft changes, so that rows need not be drawn anew. */
export type Editing = {
  library: LibraryStatus[]
  statuses: ReadonlyMap<string, LibraryStatus>
  types: WorkflowType[]
  facts: FactContext
  /** Every workflow as it is in force. */
  workflows: readonly Pick<WorkflowDraft, 'key' | 'steps'>[]
  mayEdit: boolean
  change: (next: (draft: WorkflowDraft) => WorkflowDraft, what?: string) => void
  select: (selected: Selected) => void
  /** Opens the form of a new status; it becomes a step as soon as it is saved. */
  addStatus: (name: string) => void
}

const EditingContext = createContext<Editing | undefined>(undefined)
export const EditingProvider = EditingContext.Provider

export function useEditing(): Editing {
  const editing = useContext(EditingContext)
  if (!editing) throw new Error('This is a part of the workflow editor.')
  return editing
}
