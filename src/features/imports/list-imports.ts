import { listImports as contract } from '#domain/imports/contract.ts'
import { decodeCursor, pageOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import { listImportRows, shownImport } from './import-rows.ts'

export const listImports = operation(contract, async (scope, { cursor, limit }) => {
  const [createdAt, id] = decodeCursor(cursor, ['string', 'string'])
  const rows = await listImportRows(scope, createdAt !== undefined && id !== undefined ? { createdAt, id } : undefined, limit + 1)
  return pageOf(rows.map(shownImport), limit, (shown) => [shown.createdAt, shown.id])
})
