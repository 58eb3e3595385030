/**
 * A refusal is the business saying no, in words one can act on. Verbs throw it, doors translate it
 * (over HTTP: problem+json, RFC 9457). Anything else that is thrown is a defect.
 */
export const problems = {
  'malformed-request': [400, 'The request could not be read'],
  'idempotency-key-missing': [400, 'An Idempotency-Key is needed'],
  unauthenticated: [401, 'Sign in first'],
  forbidden: [403, 'Your role does not allow this'],
  'csrf-failed': [403, 'This request did not come from Docket itself'],
  'not-found': [404, 'There is no such thing here'],
  'method-not-allowed': [405, 'This address does not answer that method'],
  'not-acceptable': [406, 'That representation is not offered'],
  'request-timeout': [408, 'The request took too long to arrive'],
  'illegal-transition': [409, 'The process does not allow this move now'],
  'insufficient-stock': [409, 'There is not enough in stock'],
  duplicate: [409, 'This exists already'],
  'idempotency-in-progress': [409, 'The same request is still being worked on'],
  'order-locked': [409, 'This order can no longer be edited'],
  'in-use': [409, 'This is still in use'],
  'link-expired': [410, 'This link has expired'],
  'precondition-failed': [412, 'Somebody changed this in the meantime'],
  'precondition-required': [428, 'Say which version you are changing'],
  'payload-too-large': [413, 'That is too much at once'],
  'uri-too-long': [414, 'That address is too long'],
  'unsupported-media-type': [415, 'Only JSON is understood here'],
  'headers-too-large': [431, 'The headers are too large'],
  'validation-failed': [422, 'Something in the request is not right'],
  'idempotency-key-reused': [422, 'This Idempotency-Key was used for another request'],
  'workflow-invalid': [422, 'This workflow cannot work'],
  'wizard-invalid': [422, 'This wizard cannot work'],
  'file-rejected': [422, 'This file cannot be used'],
  'rate-limited': [429, 'Too many requests'],
  unavailable: [503, 'Docket cannot answer right now'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemSlug = keyof typeof problems

/** One thing wrong with one field: a JSON Pointer into the request, a stable code, a sentence. */
export type FieldError = { pointer: string; code: string; message: string }

export class Refusal extends Error {
  readonly slug: ProblemSlug
  readonly errors: FieldError[]
  readonly extra: Record<string, unknown>

  constructor(slug: ProblemSlug, detail: string, errors: FieldError[] = [], extra: Record<string, unknown> = {}) {
    super(detail)
    this.name = 'Refusal'
    this.slug = slug
    this.errors = errors
    this.extra = extra
  }

  get status(): number {
    return problems[this.slug][0]
  }
}

/** Says no. `errors` point at fields; `extra` members join the problem document as they are. */
export function refuse(
  slug: ProblemSlug,
  detail: string,
  more: { errors?: FieldError[]; extra?: Record<string, unknown> } = {},
): never {
  throw new Refusal(slug, detail, more.errors, more.extra)
}

/** Says no about one field of the request, e.g. `refuseField('/lines/0/sku', 'unknown', 'No product has the SKU “X”.')`. */
export function refuseField(pointer: string, code: string, message: string): never {
  throw new Refusal('validation-failed', message, [{ pointer, code, message }])
}

/** Says no with every error found; with none, nothing happens. */
export function refuseErrors(errors: FieldError[]): void {
  const [first] = errors
  if (first) refuse('validation-failed', first.message, { errors })
}

/** The answer for what does not exist, and word for word the same for what belongs to somebody else. */
export function refuseUnknown(noun: string): never {
  throw new Refusal('not-found', `There is no such ${noun}.`)
}
