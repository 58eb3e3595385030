import type { FieldError, ProblemSlug } from '#domain/kernel/refusal.ts'

/** Why something asked of the server was not done, in words a person can act on. */
export class Problem extends Error {
  readonly slug: ProblemSlug | 'defect' | 'offline'
  readonly status: number
  readonly errors: FieldError[]
  readonly extra: Record<string, unknown>

  constructor(slug: Problem['slug'], status: number, detail: string, errors: FieldError[] = [], extra: Record<string, unknown> = {}) {
    super(detail)
    this.name = 'Problem'
    this.slug = slug
    this.status = status
    this.errors = errors
    this.extra = extra
  }
}

export function isProblem(error: unknown, slug?: Problem['slug']): error is Problem {
  return error instanceof Problem && (slug === undefined || error.slug === slug)
}

/** What to tell a person about anything that was thrown. */
export function wordsFor(error: unknown): string {
  if (isProblem(error)) return error.message
  return 'Something went wrong on this page. Reload it and try again.'
}

/** Problems by the field they point at: `/lines/0/sku` becomes `lines.0.sku`, the way forms name their fields. */
export function errorsByField(error: unknown): Record<string, string> {
  if (!isProblem(error)) return {}
  return Object.fromEntries(error.errors.map(({ pointer, message }) => [pointer.slice(1).replaceAll('/', '.'), message]))
}

/** Reads an answer that is not a success. */
export async function problemOf(response: Response): Promise<Problem> {
  const document = (await response.json().catch(() => undefined)) as { type?: string; detail?: string; errors?: FieldError[] } | undefined
  if (!document?.type) return new Problem('defect', response.status, 'Docket did not answer as expected. Try again.')
  const { type, detail, errors, ...extra } = document
  return new Problem(type.replace(/^.*\//, '') as ProblemSlug, response.status, detail ?? 'That did not work.', errors, extra)
}
