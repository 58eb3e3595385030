import { sql } from 'kysely'
import { isId } from '#domain/kernel/written.ts'
import type { Scope } from '#platform/scope.ts'

/**
 * Makes files part of an order: those that its answers or fields name, wherever in them an id of a file stands. Ids of files of
 * another order, or of no file, stay what they are: text. From then on the files stay, and are seen by whoever sees the order.
 * What was named before is the order's already.
 */
export async function attachFiles(scope: Scope, orderId: string, named: unknown, before?: unknown): Promise<void> {
  const known = new Set(idsIn(before))
  const ids = idsIn(named).filter((id) => !known.has(id))
  if (ids.length === 0) return
  // A customer's answers could name the file of a stranger's run.
  const theirs = scope.actor.kind === 'customer' ? sql`AND wizard_run_id = ${scope.actor.id}` : sql``
  await sql`UPDATE file SET order_id = ${orderId} WHERE organization_id = ${scope.organizationId} AND id = ANY(${ids}::uuid[]) AND order_id IS NULL ${theirs}`.execute(scope.db)
}

/** Every text in a value that could be the id of a file. */
export function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return isId(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(idsIn)
}
