import { sql, type RawBuilder } from 'kysely'
import type { ListedOrder } from '#domain/orders/contract.ts'
import type { LineItem } from '#domain/orders/order.ts'
import type { Position } from '#domain/workflows/process.ts'
import type { Scope } from '#platform/scope.ts'
import { all } from './order-filter.ts'
import type { OrderFacts } from './present-order.ts'

/** An order as far as a list shows it. What tells of all its line items is stored with the order. */
export type ListedRow = OrderFacts & { processId: string; paymentRank: number; items: ListedOrder['items']; checklist: ListedOrder['checklist']; services: ListedLine[] }
export type ListedLine = Pick<LineItem, 'id' | 'name' | 'escalated'> & { position: Pick<Position, 'step' | 'statusId' | 'category'> | null; checklist: ListedOrder['checklist'] }

// Never the whole row: what nobody sees in a list (answers, checklists, notes, what search looks through) is the larger part of
// an order, and lies beside the table where there is much of it.
const columns = sql`o.id, o.version, o.number, o.process_id AS "processId", o.channel, o.location, o.external_reference AS "externalReference", o.customer_id AS "customerId", o.customer,
  o.phase, o.workflow, o.step, o.status_id AS "statusId", o.category, o.step_entered_at AS "stepEnteredAt", o.payment_status AS "paymentStatus", o.payment_rank AS "paymentRank",
  o.payment_method AS "paymentMethod", o.fulfilment_method AS "fulfilmentMethod", o.manager_id AS "managerId", o.team, o.due_at AS "dueAt", o.scheduled_at AS "scheduledAt",
  o.shipping_address AS "shippingAddress", o.currency, o.total, o.escalated, o.tags, o.placed_at AS "placedAt", o.updated_at AS "updatedAt", o.archived_at AS "archivedAt",
  o.line_summary AS items, o.checklist_done AS "checklistDone", o.checklist_total AS "checklistTotal"`

// Nobody reads the five-hundredth line item in a row of a list.
const LINES_LISTED = 12

type StoredLine = Pick<LineItem, 'id' | 'name' | 'escalated'> & { [K in 'step' | 'statusId' | 'category']: Position[K] | null } & { done: number; total: number }
type StoredRow = Omit<ListedRow, 'position' | 'checklist' | 'services'> & Position & { checklistDone: number; checklistTotal: number; lines: StoredLine[] }

/** How a list goes: in which order, and how far. `orderBy` names columns of `orders o`, `as` the same as they come out. */
export type Walk = { wanted: RawBuilder<unknown>[]; orderBy: RawBuilder<unknown>; as: RawBuilder<unknown>; limit: number }

/**
 * The first orders of one walk, or of several that are merged, each along an index of its own: a page then costs what it shows,
 * however many orders there are beside it. Line items are read for what is left in the end.
 */
export async function readListed(scope: Scope, walks: RawBuilder<unknown>[], { wanted, orderBy, as, limit }: Walk): Promise<ListedRow[]> {
  const walk = (more: RawBuilder<unknown>) => sql`(SELECT ${columns} FROM orders o WHERE ${all([sql`o.organization_id = ${scope.organizationId}`, ...wanted, more])}
    ORDER BY ${orderBy} LIMIT ${limit})`
  const { rows } = await sql<StoredRow>`
    SELECT page.*, (
      SELECT coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'escalated', l.escalated, 'step', l.step, 'statusId', l.status_id, 'category', l.category,
        'done', l.checklist_done, 'total', l.checklist_total) ORDER BY l.index), '[]')
      FROM line_item l WHERE l.organization_id = ${scope.organizationId} AND l.order_id = page.id AND l.index < ${LINES_LISTED}) AS lines
    FROM (SELECT * FROM (${sql.join(walks.map(walk), sql` UNION ALL `)}) merged ORDER BY ${as} LIMIT ${limit}) page ORDER BY ${as}`.execute(scope.db)
  return rows.map(listedOf)
}

function listedOf({ phase, workflow, step, statusId, category, checklistDone, checklistTotal, lines, ...row }: StoredRow): ListedRow {
  return { ...row, position: { phase, workflow, step, statusId, category }, checklist: { done: checklistDone, total: checklistTotal }, services: lines.map(lineOf) }
}

function lineOf({ step, statusId, category, done, total, ...line }: StoredLine): ListedLine {
  const position = step !== null && statusId !== null && category !== null ? { step, statusId, category } : null
  return { ...line, position, checklist: { done, total } }
}
