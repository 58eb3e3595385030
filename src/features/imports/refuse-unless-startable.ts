import { refuse } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import type { ImportRow } from './import-rows.ts'
import { hasStagedRows, ROWS_GONE } from './staged-orders.ts'

/** An import is started once, and again after it stopped; for both its file must still be here. */
export async function refuseUnlessStartable(scope: Scope, { id, state }: ImportRow): Promise<void> {
  if (state !== 'uploaded' && state !== 'failed') refuse('in-use', 'This import has been started already.')
  if (!(await hasStagedRows(scope, id))) refuse('file-rejected', ROWS_GONE)
}
