import { sql, type RawBuilder } from 'kysely'
import * as contract from '#domain/orders/contract.ts'
import type { InputOf } from '#domain/kernel/contract.ts'
import { paymentRank } from '#domain/orders/payment-status.ts'
import { peopleByIds } from '#features/identity/people.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import { pagesOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { together } from '#platform/together.ts'
import { all, archivedCondition, oneOf, planFilter, type FilterPlan } from './order-filter.ts'
import { FEW, findByFacts } from './find-by-facts.ts'
import { readListed, type ListedRow } from './listed-rows.ts'
import { presentListed } from './present-listed.ts'

type Asked = InputOf<typeof contract.listOrders>
type After = readonly (string | number | null)[]

/** Lists orders by every stored fact, a page at a time by cursor. */
export const listOrders = operation(contract.listOrders, async (scope, asked) => {
  const along = sorts[asked.sort]
  const { after, pageOf } = pagesOf(scope, contract.listOrders.name, asked, [...along.map(({ kind }) => kind), 'uuid'])
  const rows = await readPage(scope, asked, after)
  const { items, nextCursor } = pageOf(rows, (row) => [...along.map(({ member }) => row[member]), row.id])
  return { items: await presentAll(scope, items), nextCursor }
})

type Column = { name: string; member: 'placedAt' | 'updatedAt' | 'dueAt' | 'scheduledAt' | 'total' | 'paymentRank'; cast: string; kind: 'instant' | 'instantOrNothing' | 'integer' }
const placedAt: Column = { name: 'o.placed_at', member: 'placedAt', cast: 'timestamptz', kind: 'instant' }

// What a sort goes by, and its cursor holds. Ties fall by id in the same direction, so that it names one place in the list.
// Where the first is a date that an order may lack, those with it go by it alone, and those without follow as they were placed.
const sorts: Record<Asked['sort'], [Column, ...Column[]]> = {
  placed_at: [placedAt],
  updated_at: [{ name: 'o.updated_at', member: 'updatedAt', cast: 'timestamptz', kind: 'instant' }],
  due_at: [{ name: 'o.due_at', member: 'dueAt', cast: 'timestamptz', kind: 'instantOrNothing' }, placedAt],
  scheduled_at: [{ name: 'o.scheduled_at', member: 'scheduledAt', cast: 'timestamptz', kind: 'instantOrNothing' }, placedAt],
  total: [{ name: 'o.total', member: 'total', cast: 'bigint', kind: 'integer' }],
  payment: [{ name: 'o.payment_rank', member: 'paymentRank', cast: 'bigint', kind: 'integer' }, placedAt],
}

/** `limit + 1` orders from the cursor on. Orders without the date that is sorted by come last, in either direction. */
async function readPage(scope: Scope, asked: Asked, after: After | undefined): Promise<ListedRow[]> {
  const along = sorts[asked.sort]
  const [first] = along
  const plan = await narrowed(scope, await planFilter(scope, { ...asked, paymentStatus: undefined }), asked, after)
  if (plan.statusIds?.length === 0) return []
  const limit = asked.limit + 1
  if (first.kind !== 'instantOrNothing') return walk(scope, plan, asked, { along, after, limit, more: [] })
  const [date, placed, id] = after ?? []
  const isAmongUndated = after !== undefined && date === null
  const dated = isAmongUndated ? [] : await walk(scope, plan, asked, { along: [first], after: after && [date ?? null, id ?? null], limit, more: [sql`${sql.ref(first.name)} IS NOT NULL`] })
  if (dated.length === limit) return dated
  const undated = await walk(scope, plan, asked, { along: [placedAt], after: isAmongUndated ? [placed ?? null, id ?? null] : undefined, limit: limit - dated.length, more: [sql`${sql.ref(first.name)} IS NULL`] })
  return [...dated, ...undated]
}

/**
 * The filter, with its facts replaced by the orders that have them where those are known: the next ones of the page, where nothing
 * else is asked and they come as they were placed, else all of them, if they are few. Of many, a walk past the others finds some
 * soon.
 */
async function narrowed(scope: Scope, plan: FilterPlan, asked: Asked, after: After | undefined): Promise<FilterPlan> {
  if (!plan.facts || plan.statusIds?.length === 0) return plan
  const isNextPage = plan.factsAlone && asked.sort === 'placed_at' && !asked.paymentStatus
  const ids = isNextPage
    ? await findByFacts(scope, plan, { limit: asked.limit + 1, byPlacing: { direction: asked.direction, beyond: after ? [beyond(asked, sorts.placed_at, after)] : [] } })
    : await findByFacts(scope, plan, { limit: FEW + 1 })
  if (!ids || (!isNextPage && ids.length > FEW)) return plan
  return { ...plan, conditions: [...plan.conditions, sql`o.id = ANY(${ids}::uuid[])`] }
}

/** By what a walk goes, from where, how far, and past what. */
type Way = { along: Column[]; after: After | undefined; limit: number; more: RawBuilder<unknown>[] }

async function walk(scope: Scope, plan: FilterPlan, asked: Asked, { along, after, limit, more }: Way): Promise<ListedRow[]> {
  const { walks, isFree } = walksOf(plan, asked)
  const direction = sql.raw(asked.direction === 'asc' ? 'ASC' : 'DESC')
  const ordered = (names: string[]) => sql.join(names.map((name) => sql`${sql.ref(name)} ${direction}`))
  const reading = () => readListed(scope, walks, {
    wanted: [...plan.conditions, ...more, ...(after ? [beyond(asked, along, after)] : [])], limit,
    orderBy: ordered([...along.map(({ name }) => name), 'o.id']), as: ordered([...along.map(({ member }) => member), 'id']),
  })
  return isFree ? (await together(planAnew(scope), reading()))[1] : reading()
}

/**
 * The walks a page is merged from. In order of placing there is one for each status of what is not archived, and for each payment
 * status; by payment or a date, one for what is archived and one for what is not, as their indexes hold only either. Whatever
 * else is asked is one walk, past what does not fit or sorted anew (`isFree`).
 */
function walksOf({ archived, conditions, statusIds }: FilterPlan, { sort, paymentStatus }: Asked): { walks: RawBuilder<unknown>[]; isFree: boolean } {
  const ranks = paymentStatus?.map((one) => paymentRank[one])
  const inHalves = (one: RawBuilder<unknown>) => (archived === undefined ? [false, true] : [archived]).map((half) => all([one, ...archivedCondition(half)]))
  if (conditions.length === 0 && sort === 'placed_at') {
    if (statusIds && !ranks && archived === false) return { walks: statusIds.flatMap((id) => inHalves(sql`o.status_id = ${id}`)), isFree: false }
    if (ranks && !statusIds) return { walks: ranks.flatMap((rank) => inHalves(sql`o.payment_rank = ${rank}`)), isFree: false }
  }
  const filter = [...oneOf(sql`o.status_id`, statusIds, 'uuid'), ...oneOf(sql`o.payment_rank`, ranks, 'smallint')]
  const isFree = filter.length > 0 || conditions.length > 0
  const isHalved = sort === 'due_at' || sort === 'scheduled_at' || sort === 'payment'
  return { walks: !isFree && isHalved ? inHalves(sql`true`) : [all([...filter, ...archivedCondition(archived)])], isFree }
}

// How many orders fit differs from one value to the next by a thousand times. A plan kept for all of them would be wrong for
// most, so what is free is planned for the values it is asked with.
async function planAnew(scope: Scope): Promise<void> {
  await sql`SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(scope.db)
}

function beyond({ direction }: Asked, along: Column[], after: After): RawBuilder<unknown> {
  const names = [...along.map(({ name }) => sql.ref(name)), sql.ref('o.id')]
  const values = after.map((value, i) => sql`${value}::${sql.raw(along[i]?.cast ?? 'uuid')}`)
  return sql`(${sql.join(names)}) ${sql.raw(direction === 'asc' ? '>' : '<')} (${sql.join(values)})`
}

async function presentAll(scope: Scope, rows: ListedRow[]) {
  const library = await statusLibrary(scope)
  const people = await peopleByIds(scope, rows.flatMap((row) => [row.managerId ?? '', ...row.team]).filter(Boolean))
  return Promise.all(rows.map(async (row) => presentListed(row, await getProcess(scope, row.processId), library, people)))
}
