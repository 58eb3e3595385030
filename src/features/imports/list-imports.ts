import { listImports as contract } from '#domain/imports/contract.ts'
import { pagesOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import { listImportRows, shownImport } from './import-rows.ts'

export const listImports = operation(contract, async (scope, asked) => {
  const { after, pageOf } = pagesOf(scope, contract.name, asked, ['instant', 'uuid'])
  const rows = await listImportRows(scope, after && { createdAt: after[0], id: after[1] }, asked.limit + 1)
  return pageOf(rows.map(shownImport), (shown) => [shown.createdAt, shown.id])
})
