import type { QueryClient } from '@tanstack/react-query'
import type { Answered, Asked } from '../ask.ts'

type Page = Answered<'order.list'>
type Question = Asked<'order.list'> & { pages?: boolean }

/** The list an order was opened from, as far as it is read. */
export type ListBehind = {
  /** What was asked, without the place in it. */
  question: Asked<'order.list'>
  ids: string[]
  /** Whether the list is known from its beginning, so that a place in it can be counted. */
  isFromStart: boolean
  /** Where it goes on. */
  nextCursor: string | null
}

/** The list that was read last and has the order in it. Pages that follow each other are one list. */
export function findListBehind(queryClient: QueryClient, organization: string, orderId: string): ListBehind | undefined {
  const lists = queryClient
    .getQueryCache()
    .findAll({ queryKey: ['order.list', organization] })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map(({ queryKey, state }) => ({ question: queryKey[2] as Question, pages: pagesOf(state.data) }))
  const found = lists.find(({ pages }) => hasOrder(pages, orderId))
  if (!found) return undefined
  const { cursor: foundAt, pages: _, ...question } = found.question
  const pageAt = (cursor: string | undefined) => lists.find((list) => list.question.cursor === cursor && isSameList(list.question, found.question))?.pages
  const fromStart = follow(pageAt, undefined)
  const isFromStart = hasOrder(fromStart, orderId)
  const pages = isFromStart ? fromStart : follow(pageAt, foundAt)
  return { question, isFromStart, ids: [...new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)))], nextCursor: pages.at(-1)?.nextCursor ?? null }
}

function follow(pageAt: (cursor: string | undefined) => Page[] | undefined, start: string | undefined): Page[] {
  const pages: Page[] = []
  const passed = new Set<string | undefined>()
  for (let cursor = start; !passed.has(cursor);) {
    passed.add(cursor)
    const next = pageAt(cursor)
    if (!next) break
    pages.push(...next)
    cursor = next.at(-1)?.nextCursor ?? start
  }
  return pages
}

function pagesOf(data: unknown): Page[] {
  const read = data as Page | { pages: Page[] } | undefined
  return !read ? [] : 'pages' in read ? read.pages : [read]
}

function hasOrder(pages: Page[], orderId: string): boolean {
  return pages.some(({ items }) => items.some(({ id }) => id === orderId))
}

function isSameList(a: Question, b: Question): boolean {
  return JSON.stringify({ ...a, cursor: undefined, pages: undefined }) === JSON.stringify({ ...b, cursor: undefined, pages: undefined })
}
