import type { FactContext, FactOption } from './fact.ts'
import type { FieldDefinition, OrderType, Transition, Workflow } from './schema.ts'

/** As much of an order type as conditions can ask about. */
export type AskedOf = Pick<OrderType, 'key' | 'name' | 'fulfilmentMethods' | 'fields' | 'lineItemFields'>

/** As much of a workflow as it brings to ask about. */
type Asking = Pick<Workflow, 'scope'> & { transitions: Pick<Transition, 'fields'>[] }

/** What conditions of a workflow can ask about in these order types, and what the values are called: its own fields, and theirs. */
export function contextOf(orderTypes: readonly AskedOf[], { scope, transitions }: Asking): FactContext {
  const methods = orderTypes.flatMap(({ fulfilmentMethods }) => fulfilmentMethods)
  return {
    ...fieldsIn(orderTypes, { scope, transitions }),
    ...(methods.length > 0 ? { fulfilmentMethods: once(methods) } : {}),
    ...(orderTypes.length > 0 ? { orderTypes: once(orderTypes) } : {}),
  }
}

/**
 * Its fields alone. A workflow may serve several order types, and ask which it is or for a method that only one of them offers:
 * that alone is no fault, so a check knows no more than this.
 */
export function fieldsIn(orderTypes: readonly AskedOf[], { scope, transitions }: Asking): Required<Pick<FactContext, 'fields' | 'disputed'>> {
  const ofTypes = orderTypes.flatMap(({ fields, lineItemFields }) => (scope === 'order' ? fields : [...lineItemFields, ...fields]))
  const known = new Map<string, FieldDefinition>()
  const disputed = new Set<string>()
  for (const field of [...ofTypes, ...transitions.flatMap(({ fields }) => fields)]) {
    const before = known.get(field.key)
    if (before && (before.kind !== field.kind || JSON.stringify(before.options) !== JSON.stringify(field.options))) disputed.add(field.key)
    known.set(field.key, field)
  }
  return { fields: [...known.values()], disputed }
}

function once(named: readonly { key: string; name: string }[]): FactOption[] {
  return [...new Map(named.map(({ key, name }) => [key, { value: key, label: name }])).values()]
}
