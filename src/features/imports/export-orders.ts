import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import type { z } from 'zod'
import { exportColumns, exportRows } from '#domain/imports/export-rows.ts'
import { exportOrders as contract } from '#domain/imports/file-contract.ts'
import type { Order } from '#domain/orders/order.ts'
import { all, archivedCondition, planFilter } from '#features/orders/order-filter.ts'
import { orderOf, type OrderRow } from '#features/orders/order-rows.ts'
import { presentOrder } from '#features/orders/present-order.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import type { Database } from '#platform/database.ts'
import { parse, reachFor } from '#platform/operation.ts'
import { withScope, type Caller, type Scope } from '#platform/scope.ts'

const ORDERS_AT_ONCE = 200

export type Export = { fileName: string; type: string; text: AsyncGenerator<string, number> }

/**
 * Orders as one document, oldest first, written as it is read: however many there are, few are held at a time. Each batch is a
 * transaction of its own, so that a slow reader keeps nothing waiting. The text ends with how many orders there were.
 */
export function exportOrders(database: Database, caller: Caller, asked: unknown, options: { withArchived?: boolean } = {}): Export {
  const reach = reachFor(contract, caller)
  const { format, ...filter } = parse(contract, asked) as z.output<typeof contract.input>
  const batches = (describe: Describe) => readBatches(database, caller, { reach, filter, withArchived: options.withArchived ?? false }, describe)
  const day = new Date().toISOString().slice(0, 10)
  return format === 'csv'
    ? { fileName: `orders-${day}.csv`, type: 'text/csv; charset=utf-8', text: csvOf(batches) }
    : { fileName: `orders-${day}.json`, type: 'application/json; charset=utf-8', text: jsonOf(batches) }
}

type Describe = (scope: Scope, orders: Order[]) => Promise<string[]>
type Batches = (describe: Describe) => AsyncGenerator<{ texts: string[]; orders: number }>
type Wanted = { reach: Scope['reach']; filter: Parameters<typeof planFilter>[1]; withArchived: boolean }

async function* csvOf(batches: Batches): AsyncGenerator<string, number> {
  // The mark tells spreadsheets that this is UTF-8.
  yield `\uFEFF${stringify([[...exportColumns]], { record_delimiter: 'windows' })}`
  let count = 0
  for await (const { texts, orders } of batches(describeRows)) {
    count += orders
    yield texts.join('')
  }
  return count
}

async function* jsonOf(batches: Batches): AsyncGenerator<string, number> {
  yield '{"orders":['
  let count = 0
  for await (const { texts, orders } of batches(describeWhole)) {
    yield `${count > 0 ? ',' : ''}\n${texts.join(',\n')}`
    count += orders
  }
  yield '\n]}\n'
  return count
}

const describeRows: Describe = async (scope, orders) => {
  const library = await statusLibrary(scope)
  const status = (id: string) => library.get(id)?.name ?? ''
  const rows = await Promise.all(orders.map(async (order) => exportRows(order, { orderType: (await getProcess(scope, order.processId)).orderType.name, status })))
  return [stringify(rows.flat(), { record_delimiter: 'windows' })]
}

const describeWhole: Describe = async (scope, orders) => {
  const texts: string[] = []
  for (const order of orders) texts.push(JSON.stringify(await presentOrder(scope, order)))
  return texts
}

async function* readBatches(database: Database, caller: Caller, { reach, filter, withArchived }: Wanted, describe: Describe): AsyncGenerator<{ texts: string[]; orders: number }> {
  let after: { placedAt: string; id: string } | undefined
  for (;;) {
    const { orders, texts } = await withScope(database, caller, { reach, readOnly: true }, async (scope) => {
      const plan = await planFilter(scope, filter)
      const conditions = [
        sql`o.organization_id = ${scope.organizationId}`, ...(withArchived ? [] : archivedCondition(plan.archived)), ...plan.conditions,
        ...(plan.statusIds ? [sql`o.status_id = ANY(${plan.statusIds}::uuid[])`] : []), ...(after ? [sql`(o.placed_at, o.id) > (${after.placedAt}::timestamptz, ${after.id}::uuid)`] : []),
      ]
      const { rows } = await sql<OrderRow>`SELECT o.*, NULL AS event_hash_hex,
          (SELECT coalesce(json_agg(l ORDER BY l.index), '[]') FROM line_item l WHERE l.organization_id = o.organization_id AND l.order_id = o.id) AS lines
        FROM orders o WHERE ${all(conditions)} ORDER BY o.placed_at, o.id LIMIT ${ORDERS_AT_ONCE}`.execute(scope.db)
      const orders = rows.map(orderOf)
      return { orders, texts: await describe(scope, orders) }
    })
    const last = orders.at(-1)
    if (!last) return
    yield { texts, orders: orders.length }
    after = { placedAt: last.placedAt, id: last.id }
  }
}
