import { sql } from 'kysely'
import type { Category } from '#domain/workflows/category.ts'
import type { StatusColor } from '#domain/workflows/status.ts'
import { briefMemory } from '#platform/brief-memory.ts'
import type { Scope } from '#platform/scope.ts'

export type StatusRow = {
  id: string
  key: string
  name: string
  customerName: string | null
  category: Category
  color: StatusColor
  icon: string | null
  scope: 'order' | 'line_item'
  position: number
  isRetired: boolean
}

const libraries = briefMemory<Map<string, StatusRow>>(2_000)

/** The organization's Status Library by id, in its own order; retired statuses included, as open orders may stand there. */
export function statusLibrary(scope: Scope): Promise<Map<string, StatusRow>> {
  return libraries.recall(scope.organizationId, async () => new Map((await readStatuses(scope)).map((status) => [status.id, status])))
}

/** To be called by whoever changes the library. */
export function forgetStatusLibrary(scope: Scope): void {
  libraries.forget(scope.organizationId)
}

async function readStatuses(scope: Scope): Promise<StatusRow[]> {
  const { rows } = await sql<StatusRow>`
    SELECT id, key, name, customer_name AS "customerName", category, color, icon, scope, position, is_retired AS "isRetired"
    FROM status WHERE organization_id = ${scope.organizationId} ORDER BY position, key`.execute(scope.db)
  return rows
}
