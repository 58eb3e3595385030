import type { FieldError } from './refusal.ts'

/** One error for each key of a list that was there before it, e.g. at `/phases/2/type`; without a member, where the list is of keys alone. */
export function saidTwice(list: string, keys: string[], member: string | null = 'key'): FieldError[] {
  const at = member === null ? '' : `/${member}`
  return keys.flatMap((key, i) => (keys.indexOf(key) < i ? [{ pointer: `/${list}/${i}${at}`, code: 'duplicate', message: `“${key}” is there twice.` }] : []))
}
