import { refuse, type FieldError } from './refusal.ts'

/** One error for each key of a list that was there before it, e.g. at `/phases/2/type`. */
export function saidTwice(list: string, keys: string[], member = 'key'): FieldError[] {
  return keys.flatMap((key, i) => (keys.indexOf(key) < i ? [{ pointer: `/${list}/${i}/${member}`, code: 'duplicate', message: `“${key}” is there twice.` }] : []))
}

/** Says no with every error found; with none, nothing happens. */
export function refuseErrors(errors: FieldError[]): void {
  const [first] = errors
  if (first) refuse('validation-failed', first.message, { errors })
}
