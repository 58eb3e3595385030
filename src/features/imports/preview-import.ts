import { sql } from 'kysely'
import { nameOf } from '#domain/customers/customer.ts'
import { previewImport as contract } from '#domain/imports/contract.ts'
import { readOrder, type ReadOrder } from '#domain/imports/read-order.ts'
import type { RowProblem } from '#domain/imports/told-rows.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { operation } from '#platform/operation.ts'
import { checkMapping } from './check-mapping.ts'
import { getImportRow, PROBLEMS_KEPT } from './import-rows.ts'
import { refuseUnlessStartable } from './refuse-unless-startable.ts'
import { groupRows, readStagedOrders } from './staged-orders.ts'

const SAMPLES = 20
const ORDERS_AT_ONCE = 500
// A preview is waited for. What lies beyond this is checked all the same, while it is imported.
const MOST_ORDERS = 20_000

/** Reads the file as it would be imported, and writes nothing of it. */
export const previewImport = operation(contract, async (scope, { id, mapping }) => {
  const row = await getImportRow(scope, id, sql`FOR UPDATE`)
  await refuseUnlessStartable(scope, row)
  await checkMapping(scope, mapping, row)
  const orders = await groupRows(scope, row, mapping.columns.order_number ?? '')
  const { timeZone } = await organizationSettings(scope)
  const problems: RowProblem[] = []
  const sample: ReadOrder[] = []
  let problemCount = 0
  let seen = 0
  let afterRow = 0
  while (seen < MOST_ORDERS) {
    const staged = await readStagedOrders(scope, id, afterRow, ORDERS_AT_ONCE)
    const last = staged.at(-1)
    if (!last) break
    for (const { rows } of staged) {
      const read = readOrder(rows, { mapping, columns: row.columns, zone: timeZone, now: scope.now })
      problemCount += read.problems.length
      if (problems.length < PROBLEMS_KEPT) problems.push(...read.problems.slice(0, PROBLEMS_KEPT - problems.length))
      if (read.order && sample.length < SAMPLES) sample.push(read.order)
    }
    seen += staged.length
    afterRow = last.firstRow
  }
  if (seen >= MOST_ORDERS && orders > seen) problems.unshift({ row: afterRow, column: null, message: `The first ${MOST_ORDERS.toLocaleString('en')} orders were checked; the rest is checked while it is imported.` })
  return { rows: row.rows, orders, problems, problemCount, sample: sample.map(presented) }
})

function presented({ number, placedAt, customer, lines, total, currency }: ReadOrder) {
  return { number, placedAt, customer: nameOf(customer), lines: lines.length, total: { amount: total, currency } }
}
