import { createReadStream, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'
import { superstoreFile } from '#test/superstore.ts'
import { getImport } from './get-import.ts'
import { previewImport } from './preview-import.ts'
import { receiveFile } from './receive-file.ts'
import { runImport } from './run-import.ts'
import { startImport } from './start-import.ts'

const file = superstoreFile()
const database = testDatabase()

test.skipIf(!file)('the Superstore comes in whole in under a minute, each order to the cent, and a second time makes nothing twice', { timeout: 180_000 }, async () => {
  const shop = await foundShop(database)
  const owner = shop.caller('owner')
  const began = performance.now()
  const uploaded = await receiveFile(database, owner, { fileName: 'superstore.csv', body: createReadStream(file ?? '') })
  expect(uploaded).toMatchObject({ state: 'uploaded', source: 'unknown', rows: 10_800, mapping: { dateFormat: 'mdy', decimal: '.', currency: 'USD', columns: { order_number: 'Order ID', line_total: 'Sales', line_discount_fraction: 'Discount', due_at: 'Ship Date', customer_reference: 'Customer ID' } } })
  const mapping = { ...uploaded.mapping, step: 'done', paymentStatus: 'paid' }
  const preview = await perform(database, previewImport, owner, { id: uploaded.id, mapping })
  // At its end the file holds two other tables, of people and of returns, whose rows are named and do no harm.
  expect(preview).toMatchObject({ rows: 10_800, problemCount: 806 })
  await perform(database, startImport, owner, { id: uploaded.id, mapping })
  await runImport(database, { organizationId: shop.organizationId, importId: uploaded.id })
  expect(performance.now() - began).toBeLessThan(60_000)
  expect(await perform(database, getImport, owner, { id: uploaded.id })).toMatchObject({ state: 'finished', imported: 5009, failed: 6, duplicates: 0 })

  const expected = totalsOfFile(file ?? '')
  const { rows } = await withScope(database, owner, { readOnly: true }, (scope) => sql<{ number: string; total: number; lines: number; sum: number; customer: string; step: string; placed: string }>`
    SELECT o.number, o.total, o.step, o.customer->>'name' AS customer, o.placed_at AS placed, count(l.*)::int AS lines, sum(l.total)::bigint AS sum
    FROM orders o JOIN line_item l ON l.organization_id = o.organization_id AND l.order_id = o.id WHERE o.organization_id = ${shop.organizationId} GROUP BY o.organization_id, o.id`.execute(scope.db))
  expect(rows.length).toBe(expected.size)
  const wrong = rows.filter((row) => row.total !== expected.get(row.number)?.cents || row.sum !== row.total || row.lines !== expected.get(row.number)?.lines)
  expect(wrong).toEqual([])
  expect(rows.find(({ number }) => number === 'CA-2017-152156')).toMatchObject({ customer: 'Claire Gute', step: 'done', placed: '2017-11-08T00:00:00.000Z', total: 99390 })
  const customers = await withScope(database, owner, { readOnly: true }, (scope) => sql<{ count: number }>`SELECT count(*) FROM customer WHERE organization_id = ${shop.organizationId}`.execute(scope.db))
  expect(customers.rows).toEqual([{ count: 793 }])

  const again = await receiveFile(database, owner, { fileName: 'superstore.csv', body: createReadStream(file ?? '') })
  expect(again.mapping).toEqual(mapping)
  await perform(database, startImport, owner, { id: again.id, mapping })
  await runImport(database, { organizationId: shop.organizationId, importId: again.id })
  expect(await perform(database, getImport, owner, { id: again.id })).toMatchObject({ state: 'finished', imported: 0, duplicates: 5009 })
})

/** Computed apart from the importer: the exact decimal sum of each order's lines in ten-thousandths, rounded half up to the cent. */
function totalsOfFile(path: string): Map<string, { cents: number; lines: number }> {
  const rows = parse(readFileSync(path), { columns: true, relax_column_count: true }) as Record<string, string | undefined>[]
  const sums = new Map<string, { units: bigint; lines: number }>()
  for (const { 'Order ID': number = '', Sales: sales } of rows) {
    if (sales === undefined) continue
    const [whole = '0', fraction = ''] = sales.split('.')
    const before = sums.get(number) ?? { units: 0n, lines: 0 }
    sums.set(number, { units: before.units + BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0')), lines: before.lines + 1 })
  }
  return new Map([...sums].map(([number, { units, lines }]) => [number, { cents: Number((units + 50n) / 100n), lines }]))
}
