import { refuse } from '#domain/kernel/refusal.ts'
import type { Page } from '#domain/kernel/schema.ts'

type Part = string | number | null

/** One page out of `limit + 1` rows; the cursor names where the next one starts and means nothing to anyone else. */
export function pageOf<Row>(rows: Row[], limit: number, partsOf: (row: Row) => Part[]): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(partsOf(last)) : null }
}

export function encodeCursor(parts: Part[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** Reads a cursor made by `encodeCursor`; refuses anything else as malformed. No cursor: no parts. */
export function decodeCursor<const Kinds extends readonly ('string' | 'number' | 'nullable')[]>(cursor: string | undefined, kinds: Kinds): { [K in keyof Kinds]?: Kinds[K] extends 'number' ? number : Kinds[K] extends 'string' ? string : Part } {
  if (cursor === undefined) return [] as never
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parts) && parts.length === kinds.length && kinds.every((kind, i) => kind === 'nullable' || typeof parts[i] === kind)) return parts as never
  } catch {
    // Falls through to the one refusal there is.
  }
  return refuse('malformed-request', 'The cursor is not one that this list gave out.', { errors: [{ pointer: '/cursor', code: 'malformed', message: 'Use nextCursor as it was given.' }] })
}
