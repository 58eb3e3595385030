import { createHash } from 'node:crypto'
import { refuse } from '#domain/kernel/refusal.ts'
import type { Page } from '#domain/kernel/schema.ts'
import type { Scope } from './scope.ts'

/** What a part of a cursor may hold. */
type Values = { text: string; uuid: string; integer: number; instant: string; instantOrNothing: string | null }
type Kind = keyof Values
type Parts<Kinds extends readonly Kind[]> = { [I in keyof Kinds]: Values[Kinds[I]] }

type Pages<Kinds extends readonly Kind[]> = {
  /** Where the page starts; undefined on the first one. */
  after: Parts<Kinds> | undefined
  /** One page out of `limit + 1` rows, with the cursor of the next one. */
  pageOf: <Row>(rows: Row[], partsOf: (row: Row) => Parts<Kinds>) => Page<Row>
}

/**
 * The pages of one list, asked one way. A cursor names the row a page ended with, and what it was made for: the list, its
 * filter, sort and direction, and the organization. With any other question it is refused, never understood differently.
 */
export function pagesOf<const Kinds extends readonly Kind[]>(
  scope: Scope, list: string, asked: { cursor?: string | undefined; limit: number }, kinds: Kinds,
): Pages<Kinds> {
  const { cursor, limit, ...question } = asked
  const tag = tagOf([scope.organizationId, list, question])
  return {
    after: cursor === undefined ? undefined : (readCursor(cursor, tag, kinds) ?? refuseCursor()),
    pageOf: (rows, partsOf) => {
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return { items, nextCursor: rows.length > limit && last ? writeCursor([tag, ...partsOf(last)]) : null }
    },
  }
}

function tagOf(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 8)
}

function writeCursor(parts: unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

function readCursor<Kinds extends readonly Kind[]>(cursor: string, tag: string, kinds: Kinds): Parts<Kinds> | undefined {
  const [madeFor, ...parts] = listIn(cursor)
  const fits = madeFor === tag && parts.length === kinds.length && kinds.every((kind, i) => isOfKind[kind](parts[i]))
  return fits ? (parts as unknown as Parts<Kinds>) : undefined
}

function listIn(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

const isOfKind: Record<Kind, (part: unknown) => boolean> = {
  text: (part) => typeof part === 'string' && part.isWellFormed() && !part.includes('\0'),
  uuid: (part) => typeof part === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part),
  integer: (part) => Number.isSafeInteger(part),
  instant: isInstant,
  instantOrNothing: (part) => part === null || isInstant(part),
}

function isInstant(part: unknown): boolean {
  if (typeof part !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(part)) return false
  const date = new Date(part)
  return !Number.isNaN(date.getTime()) && date.toISOString() === part
}

function refuseCursor(): never {
  const message = 'This cursor was not given out for this list. Use nextCursor as it was given, with the same filter, sort and direction.'
  return refuse('malformed-request', message, { errors: [{ pointer: '/cursor', code: 'malformed', message }] })
}
