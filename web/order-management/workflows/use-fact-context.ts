import { useMemo } from 'react'
import { remembersWhereFrom } from '#domain/workflows/category.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { FactContext, FactOption } from '#domain/workflows/fact.ts'
import type { FieldDefinition } from '#domain/workflows/schema.ts'
import { useAsk } from '../../asking.ts'
import type { WorkflowDraft } from './workflow-edits.ts'

/** What conditions may be compared with here: the fields, ways of handing over and order types that the organization has. */
export function useFactContext(draft: WorkflowDraft, library: readonly LibraryStatus[]): FactContext {
  const types = useAsk('order_type.list', {}).data?.items
  const { transitions } = draft
  // Only the fields of moves count, and most changes leave them alone.
  const asked = JSON.stringify(transitions.flatMap(({ fields }) => fields))
  const isHold = (step: string) => library.some(({ key, category }) => remembersWhereFrom(category) && key === draft.steps.find((one) => one.key === step)?.status)
  const holds = JSON.stringify(transitions.filter(({ to }) => isHold(to)).map(({ key, name }) => ({ value: key, label: name })))
  return useMemo(() => {
    const fields = [...(types ?? []).flatMap((type) => [...type.fields, ...type.lineItemFields]), ...(JSON.parse(asked) as FieldDefinition[])]
    const methods = (types ?? []).flatMap(({ fulfilmentMethods }) => fulfilmentMethods)
    return {
      holds: JSON.parse(holds) as FactOption[],
      fields: [...new Map(fields.map((field) => [field.key, field])).values()],
      ...(methods.length > 0 ? { fulfilmentMethods: [...new Map(methods.map(({ key, name }) => [key, { value: key, label: name }])).values()] } : {}),
      ...(types && types.length > 0 ? { orderTypes: types.map(({ key, name }) => ({ value: key, label: name })) } : {}),
    }
  }, [types, asked, holds])
}
