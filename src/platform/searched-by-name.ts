import type { RawBuilder } from 'kysely'
import type { Page } from '#domain/kernel/schema.ts'
import { pagesOf } from './cursor.ts'
import type { Scope } from './scope.ts'
import { resembles } from './search-words.ts'

/** The name, in lower case, by which a row stands where it does in its list; not a part of what is shown. */
type Named = { id: string; sortName: string }
/** Where a page goes on: behind the row of this name and id. */
export type After = { name: string; id: string } | undefined

type List<Row> = {
  name: string
  asked: { q?: string | undefined; cursor?: string | undefined; limit: number }
  /** What is searched, in lower case. */
  searched: RawBuilder<unknown>
  /** What fits the search exactly. */
  fitting: (search: string) => Promise<RawBuilder<boolean>> | RawBuilder<boolean>
  /** Up to `limit + 1` rows that meet the condition, by name and id. */
  read: (condition: RawBuilder<boolean>, after: After) => Promise<Row[]>
}

/**
 * A page of a list that stands by name, searched by what fits exactly, and where nothing does, by what resembles what was typed. Its
 * cursor remembers in which of these ways the list was found.
 */
export async function searchedByName<Row extends Named>(scope: Scope, { name, asked, searched, fitting, read }: List<Row>): Promise<Page<Omit<Row, 'sortName'>>> {
  const { after: [way, lastName, lastId] = [], pageOf } = pagesOf(scope, name, asked, ['text', 'text', 'uuid'])
  const after = lastName === undefined || lastId === undefined ? undefined : { name: lastName, id: lastId }
  const search = asked.q?.trim() ?? ''
  const shown = (rows: Row[], how: 'exact' | 'similar') => {
    const { items, nextCursor } = pageOf(rows, (row) => [how, row.sortName, row.id])
    return { items: items.map(({ sortName: _sortName, ...row }) => row), nextCursor }
  }
  const similar = async () => shown(await read(await resembles(scope, searched, search), after), 'similar')
  if (way === 'similar') return similar()
  const rows = await read(await fitting(search), after)
  return rows.length === 0 && search !== '' && way === undefined ? similar() : shown(rows, 'exact')
}
