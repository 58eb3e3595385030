import { listMigrations as contract } from '#domain/migrations/contract.ts'
import { pagesOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import { listMigrationRows } from './migration-rows.ts'
import { showMigrations } from './show-migration.ts'

export const listMigrations = operation(contract, async (scope, asked) => {
  const { after, pageOf } = pagesOf(scope, contract.name, asked, ['instant', 'uuid'])
  const rows = await listMigrationRows(scope, after && { startedAt: after[0], id: after[1] }, asked.limit + 1)
  const { items, nextCursor } = pageOf(rows, ({ startedAt, id }) => [startedAt, id])
  return { items: await showMigrations(scope, items), nextCursor }
})
