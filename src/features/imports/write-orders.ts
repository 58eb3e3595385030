import { sql } from 'kysely'
import type { ImportMapping } from '#domain/imports/contract.ts'
import { readOrder, type ReadOrder } from '#domain/imports/read-order.ts'
import type { RowProblem } from '#domain/imports/told-rows.ts'
import type { Order } from '#domain/orders/order.ts'
import type { Process } from '#domain/workflows/process.ts'
import { findOrderables, type Orderable } from '#features/catalog/find-orderables.ts'
import { numberBeginning, seriesOf } from '#domain/orders/order-number.ts'
import { recogniseCustomers } from '#features/customers/recognise-customers.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { dayShown } from '#features/orders/order-number.ts'
import { saveNewOrder } from '#features/orders/order-rows.ts'
import { recordPlacing } from '#features/orders/place-order.ts'
import { record } from '#platform/record.ts'
import { writePending, type Scope } from '#platform/scope.ts'
import { draftOrder } from './draft-order.ts'
import type { StagedOrder } from './staged-orders.ts'

export type Terms = { source: string; fileName: string; columns: string[]; mapping: ImportMapping; process: Process; zone: string }
export type Written = { imported: number; failed: number; duplicates: number; problems: RowProblem[] }

// What waits to be written is one text. A longer one than ten orders make lies among what V8 cleans up seldom, and a large import
// would leave hundreds of megabytes of them.
const WRITTEN_AT_ONCE = 10

type Told = { staged: StagedOrder; read: ReadOrder; sourceKey: string }

/** Writes many orders of a file in the scope's one transaction. What is there already is counted, what cannot be is left out and named. */
export async function writeOrders(scope: Scope, terms: Terms, staged: StagedOrder[]): Promise<Written> {
  const written: Written = { imported: 0, failed: 0, duplicates: 0, problems: [] }
  const told: Told[] = []
  for (const one of staged) {
    const { order, problems } = readOrder(one.rows, { mapping: terms.mapping, columns: terms.columns, zone: terms.zone, now: scope.now })
    written.problems.push(...problems)
    if (order) told.push({ staged: one, read: order, sourceKey: `import:${terms.source}:${order.number}` })
    else if (problems.length > 0 && one.number !== '') written.failed += 1
  }
  const fresh = await leaveOutKnown(scope, told, written)
  if (fresh.length === 0) return written
  const customers = await recogniseCustomers(scope, terms.source, fresh.map(({ read }) => read.customer))
  const orderables = await orderablesOf(scope, fresh)
  for (const [i, { staged: { firstRow }, read, sourceKey }] of fresh.entries()) {
    const customer = customers[i]
    if (!customer) throw new Error('Every order has a customer')
    const order = draftOrder({ process: terms.process, mapping: terms.mapping, read, sourceKey, customer, orderables, now: scope.now })
    if (typeof order === 'string') {
      written.failed += 1
      written.problems.push({ row: firstRow, column: null, message: order })
    } else {
      recordImported(scope, terms, order)
      written.imported += 1
      if (written.imported % WRITTEN_AT_ONCE === 0) await writePending(scope)
    }
  }
  await skipNumbers(scope, terms.process, fresh.map(({ read }) => read.number))
  return written
}

/** The same order of the same source is there already, or its number is another order's. */
async function leaveOutKnown(scope: Scope, told: Told[], written: Written): Promise<Told[]> {
  const { rows } = await sql<{ number: string; source_key: string | null }>`SELECT number, source_key FROM orders WHERE organization_id = ${scope.organizationId}
    AND (number = ANY(${told.map(({ read }) => read.number)}::text[]) OR source_key = ANY(${told.map(({ sourceKey }) => sourceKey)}::text[]))`.execute(scope.db)
  const keys = new Set(rows.map((row) => row.source_key))
  const numbers = new Set(rows.map((row) => row.number))
  return told.filter(({ staged: { firstRow }, read, sourceKey }) => {
    if (keys.has(sourceKey)) {
      written.duplicates += 1
      return false
    }
    if (numbers.has(read.number)) {
      written.failed += 1
      written.problems.push({ row: firstRow, column: null, message: `There is an order ${read.number} here already, and it did not come from this source.` })
      return false
    }
    keys.add(sourceKey)
    numbers.add(read.number)
    return true
  })
}

async function orderablesOf(scope: Scope, told: Told[]): Promise<Map<string, Orderable>> {
  const skus = [...new Set(told.flatMap(({ read }) => read.lines.flatMap(({ sku }) => sku ?? [])))]
  const found = await findOrderables(scope, skus.map((sku) => ({ sku })))
  return new Map(skus.flatMap((sku, i) => { const orderable = found[i]; return orderable ? [[sku, orderable] as const] : [] }))
}

function recordImported(scope: Scope, { fileName, process }: Terms, order: Order): void {
  recordPlacing(scope, process, order, { because: { rule: 'import', name: fileName } })
  if (order.paymentStatus !== 'unpaid') {
    record(scope, 'order.payment_set', { paymentStatus: { from: 'unpaid', to: order.paymentStatus }, paymentMethod: { from: order.paymentMethod, to: order.paymentMethod } }, order.id)
  }
  if (order.archivedAt !== null) record(scope, 'order.archived', {}, order.id)
  saveNewOrder(scope, order)
}

// Numbers that a counter of ours would come to one day are used now, so it goes on behind them; each location may have its own.
async function skipNumbers(scope: Scope, { orderType: { key, numbering } }: Process, numbers: string[]): Promise<void> {
  const day = await dayShown(scope)
  const { locations } = await organizationSettings(scope)
  for (const location of new Set(locations.length > 0 ? locations.map(({ code }) => code) : [''])) {
    const at = { ...day, location }
    const beginning = numberBeginning(numbering, at)
    const used = numbers.flatMap((number) => {
      const digits = number.startsWith(beginning) ? number.slice(beginning.length) : numbering.sequence === 'organization' ? number : ''
      return /^\d{1,12}$/.test(digits) ? [Number(digits)] : []
    })
    if (used.length > 0) await sql`SELECT skip_numbers(${scope.organizationId}, ${seriesOf(key, numbering, at)}, ${Math.max(...used)})`.execute(scope.db)
  }
}
