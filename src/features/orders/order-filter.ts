import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import { assigneeOf } from '#domain/identity/actor.ts'
import { refuseField } from '#domain/kernel/refusal.ts'
import { startOfDay } from '#domain/kernel/time.ts'
import type { listOrders } from '#domain/orders/contract.ts'
import { searchWords } from '#domain/orders/search.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import type { Scope } from '#platform/scope.ts'
import { contains, resembles } from '#platform/search-words.ts'

export type OrderFilter = Partial<Omit<z.output<(typeof listOrders)['input']>, 'sort' | 'direction' | 'cursor' | 'limit'>>

/** Facts that have few values each, so that orders have few combinations of them. */
export type FactFilter = Pick<OrderFilter, 'channel' | 'location' | 'step' | 'phase'>

/**
 * A filter as SQL: the statuses it comes down to (undefined: any), and every other condition. Those on `facts` are among them;
 * `factsAlone` says that there are no others.
 */
export type FilterPlan = { statusIds: string[] | undefined; archived: boolean | undefined; facts: FactFilter | undefined; factsAlone: boolean; conditions: RawBuilder<unknown>[] }

/**
 * Translates a filter. Archived orders stay out of the way unless they are asked for, or searched: every order is findable in
 * one search.
 */
export async function planFilter(scope: Scope, filter: OrderFilter): Promise<FilterPlan> {
  const { channel, location, step, phase } = filter
  const ofFacts = [...oneOf(sql`o.channel`, channel), ...oneOf(sql`o.location`, location), ...oneOf(sql`o.step`, step), ...oneOf(sql`o.phase`, phase)]
  const others = [...otherConditions(scope, filter), ...(await dateConditions(scope, filter)), ...(await searchConditions(scope, filter.q))]
  return {
    statusIds: await statusesMeant(scope, filter), archived: archivedMeant(filter),
    facts: ofFacts.length > 0 ? { channel, location, step, phase } : undefined, factsAlone: others.length === 0, conditions: [...ofFacts, ...others],
  }
}

/** Whether archived orders alone, none of them, or all (undefined) are meant. */
export function archivedMeant({ archived, q, customer }: Pick<OrderFilter, 'archived' | 'q' | 'customer'>): boolean | undefined {
  if (archived === 'any') return undefined
  return archived ?? (q?.trim() || customer ? undefined : false)
}

export function archivedCondition(archived: boolean | undefined): RawBuilder<unknown>[] {
  if (archived === undefined) return []
  return [archived ? sql`o.archived_at IS NOT NULL` : sql`o.archived_at IS NULL`]
}

export function all(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` AND `)
}

// Statuses and categories come down to a handful of status ids, each of which the list walks along its own index.
async function statusesMeant(scope: Scope, { category, status }: OrderFilter): Promise<string[] | undefined> {
  if (!category && !status) return undefined
  const library = [...(await statusLibrary(scope)).values()].filter((row) => row.scope === 'order')
  return library
    .filter((row) => (!category || (category as string[]).includes(row.category)) && (!status || status.includes(row.key)))
    .map((row) => row.id)
}

function otherConditions(scope: Scope, filter: OrderFilter): RawBuilder<unknown>[] {
  const managers = filter.manager?.filter((id) => id !== 'none')
  return [
    ...oneOf(sql`o.payment_status`, filter.paymentStatus),
    ...(filter.orderType ? [sql`o.order_type_id IN (SELECT id FROM order_type WHERE organization_id = ${scope.organizationId} AND key = ANY(${filter.orderType}))`] : []),
    ...(managers ? [filter.manager?.includes('none') ? sql`(o.manager_id IS NULL OR o.manager_id = ANY(${managers}::uuid[]))` : all(oneOf(sql`o.manager_id`, managers, 'uuid'))] : []),
    ...(filter.assignee ? [sql`o.people && ${filter.assignee}::uuid[]`] : []),
    ...(filter.tag ? [sql`o.tags && ${filter.tag}`] : []),
    ...(filter.customer ? [sql`o.customer_id = ${filter.customer}`] : []),
    ...(filter.scheduled === undefined ? [] : [filter.scheduled ? sql`o.scheduled_at IS NOT NULL` : sql`o.scheduled_at IS NULL`]),
    ...(filter.escalated === undefined ? [] : [sql`o.escalated = ${filter.escalated}`]),
    ...(filter.checklistOpen === undefined ? [] : [filter.checklistOpen ? sql`o.checklist_done < o.checklist_total` : sql`o.checklist_done >= o.checklist_total`]),
    ...(scope.reach === 'assigned' ? [sql`o.people @> ARRAY[${assigneeOf(scope.actor) ?? null}::uuid]`] : []),
  ]
}

/** One of these values. A single one is asked for by itself: only then is what an index holds beneath it in the index's order. */
export function oneOf(column: RawBuilder<unknown>, values: readonly (string | number)[] | undefined, type = 'text'): RawBuilder<unknown>[] {
  if (!values) return []
  const cast = sql.raw(type)
  return [values.length === 1 ? sql`${column} = ${values[0]}::${cast}` : sql`${column} = ANY(${values}::${cast}[])`]
}

async function dateConditions(scope: Scope, filter: OrderFilter): Promise<RawBuilder<unknown>[]> {
  const bounds = [
    ['placedFrom', 'placed_at', '>='], ['placedTo', 'placed_at', '<'], ['dueFrom', 'due_at', '>='], ['dueTo', 'due_at', '<'],
    ['scheduledFrom', 'scheduled_at', '>='], ['scheduledTo', 'scheduled_at', '<'],
  ] as const
  const given = bounds.filter(([name]) => filter[name] !== undefined)
  if (given.length === 0) return []
  const { timeZone } = await organizationSettings(scope)
  return given.map(([name, column, comparison]) => {
    const day = filter[name] ?? refuseField(`/${name}`, 'required', 'Give a date.')
    return sql`${sql.ref(`o.${column}`)} ${sql.raw(comparison)} ${startOfDay(day, timeZone)}::timestamptz`
  })
}

/** Every word must be found: as it is, anywhere, or nearly so (a typo). Numbers are never nearly right. */
async function searchConditions(scope: Scope, q: string | undefined): Promise<RawBuilder<unknown>[]> {
  const searched = sql`o.search_text`
  const conditions: RawBuilder<unknown>[] = []
  for (const word of searchWords(q ?? '')) {
    const isWord = word.length >= 4 && /^\p{L}+$/u.test(word)
    conditions.push(isWord ? sql`(${contains(searched, word)} OR ${await resembles(scope, searched, word)})` : contains(searched, word))
  }
  return conditions
}
