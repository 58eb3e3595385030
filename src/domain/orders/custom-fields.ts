import { asNoun } from '../kernel/as-noun.ts'
import type { FieldError } from '../kernel/refusal.ts'
import { refuseErrors } from '../kernel/refusal.ts'
import type { FieldValue } from '../kernel/schema.ts'
import { isId, PHONE } from '../kernel/written.ts'
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
  refuseErrors(errorsOfFields(declared, given, pointer))
}

/** What is wrong with values of fields, each with where it stands. */
export function errorsOfFields(declared: FieldDefinition[], given: Record<string, FieldValue> | undefined, pointer: string): FieldError[] {
  return Object.entries(given ?? {}).flatMap(([key, value]): FieldError[] => {
    const field = declared.find((candidate) => candidate.key === key)
    if (!field) return [{ pointer: `${pointer}/${key}`, code: 'unknown', message: 'There is no such field.' }]
    const why = value === null || value === '' ? undefined : whyUnfit(field, value)
    return why === undefined ? [] : [{ pointer: `${pointer}/${key}`, code: 'invalid', message: `${asNoun(field.label)} ${why}.` }]
  })
}

/** The people that values of fields name. */
export function peopleInFields(declared: FieldDefinition[], given: Record<string, FieldValue> | undefined): { field: FieldDefinition; id: string }[] {
  return declared.filter((field, i) => field.kind === 'person' && declared.findIndex(({ key }) => key === field.key) === i).flatMap((field) => {
    const id = given?.[field.key]
    return typeof id === 'string' && id !== '' ? [{ field, id: id.toLowerCase() }] : []
  })
}

function transitionFields(process: Process, scope: 'order' | 'line_item'): FieldDefinition[] {
  return Object.values(process.workflows).filter((workflow) => workflow.scope === scope).flatMap(({ transitions }) => transitions.flatMap(({ fields }) => fields))
}

const patterns: Partial<Record<FieldDefinition['kind'], [RegExp, string]>> = {
  date: [/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-11-22'],
  time: [/^\d{2}:\d{2}(:\d{2})?$/, 'must be a time like 16:40'],
  date_time: [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/, 'must be a date and time like 2026-11-22T16:40'],
  phone: [PHONE, 'must be a phone number'],
  email: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an email address'],
}

/** What a value must be where a pattern of text does not say it: undefined where it is right. Kinds that are not named take text. */
const judges: Partial<Record<FieldDefinition['kind'], (value: NonNullable<FieldValue>, field: FieldDefinition) => string | undefined>> = {
  number: (value) => (typeof value === 'number' ? undefined : 'must be a number'),
  measurement: (value, { unit }) => (typeof value === 'number' ? undefined : `must be a number${unit ? ` of ${unit}` : ''}`),
  money: (value) => (Number.isSafeInteger(value) ? undefined : 'must be an amount in minor units'),
  yes_no: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  choice: (value, { options }) => (typeof value === 'string' && options?.includes(value) ? undefined : `must be one of ${options?.join(', ')}`),
  choices: (value, { options }) => (Array.isArray(value) && value.every((one) => options?.includes(one)) ? undefined : `must be among ${options?.join(', ')}`),
  // What reaches here as an object has been read as an address already (kernel/schema.ts); nothing else of a field's value is one.
  address: (value) => (typeof value === 'object' && !Array.isArray(value) ? undefined : 'must be an address with a first line and a city'),
  person: (value) => (isId(value) ? undefined : 'must be a member'),
  photo: (value) => whyNoFiles(value, 'photo'),
  file: (value) => whyNoFiles(value, 'file'),
  signature: (value) => whyNoFiles(value, 'signature'),
}

const MOST_FILES = 10

/** One that was sent, or several. */
function whyNoFiles(value: NonNullable<FieldValue>, noun: string): string | undefined {
  const ids = Array.isArray(value) ? value : [value]
  if (ids.length > MOST_FILES) return `takes at most ${MOST_FILES} ${noun}s`
  return ids.every(isId) ? undefined : `must be a ${noun} that was sent, or a list of them`
}

function whyUnfit(field: FieldDefinition, value: NonNullable<FieldValue>): string | undefined {
  const judge = judges[field.kind]
  if (judge) return judge(value, field)
  if (typeof value !== 'string') return 'must be text'
  const [pattern, what] = patterns[field.kind] ?? []
  return pattern && !pattern.test(value) ? what : undefined
}
