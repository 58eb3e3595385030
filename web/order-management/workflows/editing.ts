import { createContext, useContext } from 'react'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { FactContext } from '#domain/workflows/fact.ts'
import type { WorkflowType } from '#domain/workflows/schema.ts'
import { ANY_STEP, NEXT_PHASE, OPEN_STEPS, WHERE_HELD_FROM } from '#domain/workflows/special-steps.ts'
import type { WorkflowDraft } from './workflow-edits.ts'

/** What is open beside the arrangement: a step, or a move. */
export type Selected = { step: string } | { transition: string } | undefined

/** What every part of the editor may ask; the same object while only the draft changes, so that rows need not be drawn anew. */
export type Editing = {
  library: LibraryStatus[]
  statuses: ReadonlyMap<string, LibraryStatus>
  types: WorkflowType[]
  facts: FactContext
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

const places: Record<string, string> = { [ANY_STEP]: 'Any step', [OPEN_STEPS]: 'Any open step', [WHERE_HELD_FROM]: 'Where it was held from', [NEXT_PHASE]: 'The next phase' }

/** What a step, or a place that stands for steps, is called. A status that is a step twice is told apart by which step it is. */
export function placeName(draft: Pick<WorkflowDraft, 'steps'>, statuses: ReadonlyMap<string, { name: string }>, place: string): string {
  const known = places[place]
  if (known) return known
  const step = draft.steps.find(({ key }) => key === place)
  if (!step) return 'A step that is gone'
  const name = statuses.get(step.status)?.name ?? 'A status that is gone'
  const same = draft.steps.filter(({ status }) => status === step.status)
  return same.length > 1 ? `${name} (${same.indexOf(step) + 1})` : name
}
