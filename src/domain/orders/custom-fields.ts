import { refuse, type FieldError } from '../kernel/refusal.ts'
import type { FieldValue } from '../kernel/schema.ts'
import type { Process } from '../workflows/process.ts'
import type { FieldDefinition } from '../workflows/schema.ts'

/** The custom fields an order of this process can have: its order type's, and what its transitions ask for. */
export function orderFieldsOf(process: Process): FieldDefinition[] {
  return [...process.orderType.fields, ...transitionFields(process, 'order')]
}

/** The same for a line item. */
export function lineItemFieldsOf(process: Process): FieldDefinition[] {
  return [...process.orderType.lineItemFields, ...transitionFields(process, 'line_item')]
}

/** Refuses values of fields that are not declared, or that do not fit what was declared; an empty value always fits. */
export function refuseUnfitFields(declared: FieldDefinition[], given: Record<string, FieldValue> | undefined, pointer: string): void {
  const errors = errorsOfFields(declared, given, pointer)
  const [first] = errors
  if (first) refuse('validation-failed', first.message, { errors })
}

/** What is wrong with values of fields, each with where it stands. */
export function errorsOfFields(declared: FieldDefinition[], given: Record<string, FieldValue> | undefined, pointer: string): FieldError[] {
  return Object.entries(given ?? {}).flatMap(([key, value]): FieldError[] => {
    const field = declared.find((candidate) => candidate.key === key)
    if (!field) return [{ pointer: `${pointer}/${key}`, code: 'unknown', message: 'There is no such field.' }]
    const why = value === null || value === '' ? undefined : whyUnfit(field, value)
    return why === undefined ? [] : [{ pointer: `${pointer}/${key}`, code: 'invalid', message: `${field.label} ${why}.` }]
  })
}

function transitionFields(process: Process, scope: 'order' | 'line_item'): FieldDefinition[] {
  return Object.values(process.workflows).filter((workflow) => workflow.scope === scope).flatMap(({ transitions }) => transitions.flatMap(({ fields }) => fields))
}

const patterns: Partial<Record<FieldDefinition['kind'], [RegExp, string]>> = {
  date: [/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-11-22'],
  time: [/^\d{2}:\d{2}(:\d{2})?$/, 'must be a time like 16:40'],
  date_time: [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/, 'must be a date and time like 2026-11-22T16:40'],
  phone: [/^[+]?[\d\s().\-/]{4,39}$/, 'must be a phone number'],
  email: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an email address'],
}

function whyUnfit(field: FieldDefinition, value: NonNullable<FieldValue>): string | undefined {
  if (field.kind === 'number' || field.kind === 'measurement') return typeof value === 'number' ? undefined : 'must be a number'
  if (field.kind === 'money') return Number.isSafeInteger(value) ? undefined : 'must be an amount in minor units'
  if (field.kind === 'yes_no') return typeof value === 'boolean' ? undefined : 'must be true or false'
  if (field.kind === 'choices') return Array.isArray(value) && value.every((one) => field.options?.includes(one)) ? undefined : `must be among ${field.options?.join(', ')}`
  if (field.kind === 'photo' || field.kind === 'file') return Array.isArray(value) ? undefined : 'must be a list of files'
  if (field.kind === 'address') return typeof value === 'object' && !Array.isArray(value) ? undefined : 'must be an address'
  if (typeof value !== 'string') return 'must be text'
  if (field.kind === 'choice') return field.options?.includes(value) ? undefined : `must be one of ${field.options?.join(', ')}`
  const [pattern, what] = patterns[field.kind] ?? []
  return pattern && !pattern.test(value) ? what : undefined
}
