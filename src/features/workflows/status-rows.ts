import { sql } from 'kysely'
import { newId } from '#domain/kernel/id.ts'
import type { Category } from '#domain/workflows/category.ts'
import type { Status } from '#domain/workflows/schema.ts'
import type { StatusColor } from '#domain/workflows/status.ts'
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
  shownToCustomer: boolean
  position: number
  isRetired: boolean
}

/** The Status Library as this transaction sees it, never from memory. */
export async function readStatuses(scope: Scope): Promise<StatusRow[]> {
  const { rows } = await sql<StatusRow>`
    SELECT id, key, name, customer_name AS "customerName", category, color, icon, scope, shown_to_customer AS "shownToCustomer", position, is_retired AS "isRetired"
    FROM status WHERE organization_id = ${scope.organizationId} ORDER BY position, key`.execute(scope.db)
  return rows
}

export async function insertStatus(scope: Scope, status: Status, position: number): Promise<StatusRow> {
  const row: StatusRow = { ...status, id: newId(), customerName: status.customerName ?? null, icon: status.icon ?? null, position, isRetired: false }
  await sql`INSERT INTO status (organization_id, id, key, name, customer_name, category, color, icon, scope, shown_to_customer, position)
    VALUES (${scope.organizationId}, ${row.id}, ${row.key}, ${row.name}, ${row.customerName}, ${row.category}, ${row.color}, ${row.icon}, ${row.scope}, ${row.shownToCustomer}, ${row.position})`.execute(scope.db)
  return row
}

export async function removeStatusRow(scope: Scope, { id }: StatusRow): Promise<void> {
  await sql`DELETE FROM status WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}

export async function updateStatus(scope: Scope, row: StatusRow): Promise<void> {
  await sql`UPDATE status SET name = ${row.name}, customer_name = ${row.customerName}, color = ${row.color}, icon = ${row.icon}, shown_to_customer = ${row.shownToCustomer}, position = ${row.position}, is_retired = ${row.isRetired}
    WHERE organization_id = ${scope.organizationId} AND id = ${row.id}`.execute(scope.db)
}
