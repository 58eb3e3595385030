import { useMemo } from 'react'
import { remembersWhereFrom } from '#domain/workflows/category.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { FactContext, FactOption } from '#domain/workflows/fact.ts'
import { contextOf, type AskedOf } from '#domain/workflows/fact-context.ts'
import { placeName } from '#domain/workflows/place-name.ts'
import type { Transition, WorkflowDraft } from './workflow-edits.ts'

/** What conditions of the draft can ask about; the same object while no field of a move, no hold, no step and no order type changes. */
export function useFactContext({ scope, transitions, steps }: WorkflowDraft, orderTypes: readonly AskedOf[], library: readonly LibraryStatus[]): FactContext {
  // Only the fields of moves count, and most changes leave them alone.
  const asked = JSON.stringify(transitions.map(({ fields }) => ({ fields })))
  const isHold = (step: string) => library.some(({ key, category }) => remembersWhereFrom(category) && key === steps.find((one) => one.key === step)?.status)
  const holds = JSON.stringify(transitions.filter(({ to }) => isHold(to)).map(({ key, name }) => ({ value: key, label: name })))
  const names = new Map(library.map((status) => [status.key, status]))
  const places = JSON.stringify(steps.map(({ key }) => ({ value: key, label: placeName({ steps }, names, key) })))
  return useMemo(() => ({ ...contextOf(orderTypes, { scope, transitions: JSON.parse(asked) as Pick<Transition, 'fields'>[] }), holds: JSON.parse(holds) as FactOption[], steps: JSON.parse(places) as FactOption[] }), [orderTypes, scope, asked, holds, places])
}
