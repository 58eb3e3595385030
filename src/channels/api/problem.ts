import { problems, Refusal, type FieldError, type ProblemSlug } from '#domain/kernel/refusal.ts'
import { refusalOfSqlState } from '#platform/sql-state.ts'

/** A refusal as it goes over the wire: application/problem+json (RFC 9457). */
export type Problem = { type: string; title: string; status: number; detail: string; instance: string; errors?: FieldError[]; [extra: string]: unknown }

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** The document for a refusal; what the refusal adds can never overwrite what the standard names. */
export function problemOf(refusal: Refusal, requestId: string): Problem {
  const [status, title] = problems[refusal.slug]
  return {
    ...refusal.extra,
    type: `/problems/${refusal.slug}`,
    title,
    status,
    detail: refusal.message,
    instance: requestId,
    ...(refusal.errors.length > 0 ? { errors: refusal.errors } : {}),
  }
}

/** The document for a defect: constant words, and the request's id by which the log tells more. */
export function defectProblem(requestId: string): Problem {
  return {
    type: '/problems/defect',
    title: 'Something went wrong on our side',
    status: 500,
    detail: 'This is a defect of Docket. Nothing was changed. Whoever runs it finds the reason in the log by this instance.',
    instance: requestId,
  }
}

// What the HTTP machinery itself refuses, by its error codes.
const machinery: Record<string, [ProblemSlug, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['payload-too-large', 'The body may be at most one megabyte.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media-type', 'Send the body as application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed-request', 'The body is not as long as its Content-Length says.'],
  FST_ERR_BAD_URL: ['malformed-request', 'The address is not a valid one.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The headers may be at most 32 kilobytes.'],
}

/** Whatever was thrown as a refusal, where it is the asker's to mend; undefined for a defect. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  const known = code === undefined ? undefined : machinery[code]
  if (known) return new Refusal(...known)
  const ofDatabase = refusalOfSqlState(error)
  if (ofDatabase) return ofDatabase
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new Refusal('malformed-request', 'The request could not be read.')
  return undefined
}
