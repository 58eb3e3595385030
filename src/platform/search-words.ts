import { sql, type RawBuilder } from 'kysely'
import type { Scope } from './scope.ts'

const MOST_WORDS = 8
// Lower than PostgreSQL's 0.6, by which one wrong letter in a short name finds nothing.
const LIKENESS = '0.45'

/** Every word of `q` stands somewhere in the column, as a word or a part of one, in any order. `column` is in lower case. */
export function containsWords(column: RawBuilder<unknown>, q: string): RawBuilder<boolean> {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)
  if (words.length === 0) return sql<boolean>`true`
  return sql<boolean>`(${sql.join(words.map((word) => contains(column, word)), sql` AND `)})`
}

/** `part` stands somewhere in the column, literally. */
export function contains(column: RawBuilder<unknown>, part: string): RawBuilder<boolean> {
  return sql<boolean>`${column} LIKE ${`%${part.replace(/[\\%_]/g, '\\$&')}%`}`
}

/** Something in the column resembles `q` as a mistyped word resembles the right one. */
export async function resembles(scope: Scope, column: RawBuilder<unknown>, q: string): Promise<RawBuilder<boolean>> {
  await sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${LIKENESS}, true)`.execute(scope.db)
  return sql<boolean>`${column} %> ${q.toLowerCase().trim()}`
}
