// How what is sent to Docket has to be written, each pattern once. In a file of its own: a customer's page judges by them without schemas.

/** A stable name inside one organization: `confirm-order`. */
export const KEY = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/
/** The name of a custom field, or of a wizard's question: `trackingNumber`. */
export const FIELD_KEY = /^[a-z][A-Za-z0-9]{0,62}$/
export const PHONE = /^[+]?[\d\s().\-/]{4,39}$/
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
// eslint-disable-next-line no-control-regex -- control characters are exactly what must not pass
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Whether it could be the id of something: a UUID, in letters of either case. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value)
}

/** Whether a text comes back from the database as it went in, and shows on a screen: no control characters, no lone surrogates. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text) && text.isWellFormed()
}
