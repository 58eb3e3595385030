import type { FieldValue } from '#domain/kernel/schema.ts'
import { refuseErrors } from '#domain/kernel/refusal.ts'
import { peopleInFields, refuseUnfitFields } from '#domain/orders/custom-fields.ts'
import type { FieldDefinition } from '#domain/workflows/schema.ts'
import { peopleByIds } from '#features/identity/people.ts'
import type { Scope } from '#platform/scope.ts'

/** Values of fields, what was declared of them, where they stand in the request, and what stood there before. */
export type GivenFields = { declared: FieldDefinition[]; given: Record<string, FieldValue> | undefined; pointer: string; before?: Record<string, FieldValue> }

/**
 * Refuses values of fields that do not fit what was declared, and people who are no active members; each at its own field. Somebody
 * who was named before may stay named, though they left since.
 */
export async function refuseUnfitValues(scope: Scope, asked: GivenFields[]): Promise<void> {
  for (const { declared, given, pointer } of asked) refuseUnfitFields(declared, given, pointer)
  const named = asked.flatMap(({ declared, given, pointer, before }) =>
    peopleInFields(declared, given).filter(({ field, id }) => before?.[field.key] !== id).map(({ field, id }) => ({ field, id, pointer: `${pointer}/${field.key}` })))
  const people = await peopleByIds(scope, named.map(({ id }) => id))
  const errors = named.filter(({ id }) => !people.get(id)?.isActive).map(({ field, id, pointer }) => {
    const gone = people.get(id)
    return { pointer, code: 'unknown', message: gone ? `${field.label}: ${gone.name} is no longer active here. Choose somebody else.` : `${field.label}: there is nobody like that here.` }
  })
  refuseErrors(errors)
}
