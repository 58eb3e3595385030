import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '#platform/scope.ts'
import { all, archivedCondition, type FactFilter, type FilterPlan } from './order-filter.ts'

/** As many are read by their ids in a few milliseconds, whatever else is asked of them and however they are sorted. */
export const FEW = 1000

/** What orders have in common: a fact each, '' where they have none. */
type Combination = { archived: boolean; channel: string; statusId: string; step: string; phase: string; location: string }

/** How many are wanted, and where order matters, in which, and from where. */
type Wanted = { limit: number; byPlacing?: { direction: 'asc' | 'desc'; beyond: readonly RawBuilder<unknown>[] } }

// As the index has them (migration 0020).
const facts = sql`o.channel, o.status_id, o.step, CASE WHEN o.phase IS NULL THEN '' ELSE o.phase END, CASE WHEN o.location IS NULL THEN '' ELSE o.location END`

// A business that has more would wait longer for them than for most lists.
const MOST_COMBINATIONS = 500

/**
 * The ids of orders by facts of few values each, of which there may be next to none among very many: only the combinations that
 * orders really have and that fit are walked, along an index that holds each in order of placing. Other conditions are not
 * looked at. Undefined where there are too many combinations for that.
 */
export async function findByFacts(scope: Scope, plan: FilterPlan, { limit, byPlacing }: Wanted): Promise<string[] | undefined> {
  const there = await findCombinations(scope, plan.archived)
  if (there.length > MOST_COMBINATIONS) return undefined
  const fitting = there.filter((one) => fits(one, plan.facts, plan.statusIds))
  if (fitting.length === 0) return []
  const ordered = byPlacing ? sql`ORDER BY o.placed_at ${sql.raw(byPlacing.direction)}, o.id ${sql.raw(byPlacing.direction)}` : sql``
  const halves = [false, true].filter((archived) => fitting.some((one) => one.archived === archived)).map((archived) => {
    const half = fitting.filter((one) => one.archived === archived)
    return sql`(SELECT o.id, o.placed_at FROM unnest(${half.map(({ channel }) => channel)}::text[], ${half.map(({ statusId }) => statusId)}::uuid[], ${half.map(({ step }) => step)}::text[],
        ${half.map(({ phase }) => phase)}::text[], ${half.map(({ location }) => location)}::text[]) AS f(channel, status_id, step, phase, location)
      CROSS JOIN LATERAL (SELECT o.id, o.placed_at FROM orders o WHERE ${all([
        sql`o.organization_id = ${scope.organizationId} AND (${facts}) = (f.channel, f.status_id, f.step, f.phase, f.location)`, ...archivedCondition(archived), ...(byPlacing?.beyond ?? []),
      ])} ${ordered} LIMIT ${limit}) o ${ordered} LIMIT ${limit})`
  })
  const { rows } = await sql<{ id: string }>`SELECT o.id FROM (${sql.join(halves, sql` UNION ALL `)}) o ${ordered} LIMIT ${limit}`.execute(scope.db)
  return rows.map(({ id }) => id)
}

function fits({ channel, statusId, step, phase, location }: Combination, asked: FactFilter | undefined, statusIds: string[] | undefined): boolean {
  return isOf(channel, asked?.channel) && isOf(statusId, statusIds) && isOf(step, asked?.step) && isOf(phase, asked?.phase) && isOf(location, asked?.location)
}

function isOf(value: string, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || wanted.includes(value)
}

/** The combinations that there are, and one more than are of use; from each, the index leads to the next, however many orders share it. */
async function findCombinations(scope: Scope, archived: boolean | undefined): Promise<Combination[]> {
  const halves = (archived === undefined ? [false, true] : [archived]).map((half) => {
    const next = (more: RawBuilder<unknown>[]) => sql`(SELECT ${facts} FROM orders o
      WHERE ${all([sql`o.organization_id = ${scope.organizationId}`, ...archivedCondition(half), ...more])} ORDER BY ${facts} LIMIT 1)`
    return sql`(WITH RECURSIVE found(channel, status_id, step, phase, location) AS (
        ${next([])} UNION ALL SELECT n.* FROM found f CROSS JOIN LATERAL ${next([sql`(${facts}) > (f.channel, f.status_id, f.step, f.phase, f.location)`])} n
      ) SELECT ${half}::boolean AS archived, channel, status_id AS "statusId", step, phase, location FROM found LIMIT ${MOST_COMBINATIONS + 1})`
  })
  const { rows } = await sql<Combination>`${sql.join(halves, sql` UNION ALL `)}`.execute(scope.db)
  return rows
}
