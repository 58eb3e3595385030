/** Empty text, an empty list, no and zero count as absent: nobody would say a form was filled in with them. */
export function isPresent(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 0
}

/** The same of what somebody typed: blanks alone are nothing. */
export function isFilledIn(value: unknown): boolean {
  return isPresent(typeof value === 'string' ? value.trim() : value)
}
