import { sql } from 'kysely'
import type { Process } from '#domain/workflows/process.ts'
import type { OrderType } from '#domain/workflows/schema.ts'
import type { Scope } from '#platform/scope.ts'

export type OrderTypeRow = { id: string; version: number; publishedAt: string; position: number; processId: string; isRetired: boolean; orderType: OrderType }

export async function readOrderTypes(scope: Scope): Promise<OrderTypeRow[]> {
  const { rows } = await sql<OrderTypeRow>`
    SELECT id, version, published_at AS "publishedAt", position, process_id AS "processId", is_retired AS "isRetired", definition AS "orderType"
    FROM order_type WHERE organization_id = ${scope.organizationId} ORDER BY position, key`.execute(scope.db)
  return rows
}

export async function saveOrderTypeRow(scope: Scope, { id, version, publishedAt, position, processId, orderType }: OrderTypeRow): Promise<void> {
  await sql`INSERT INTO order_type (organization_id, id, key, version, definition, published_at, position, process_id)
    VALUES (${scope.organizationId}, ${id}, ${orderType.key}, ${version}, ${JSON.stringify(orderType)}::jsonb, ${publishedAt}, ${position}, ${processId})
    ON CONFLICT (organization_id, id) DO UPDATE
    SET version = excluded.version, definition = excluded.definition, published_at = excluded.published_at, process_id = excluded.process_id`.execute(scope.db)
}

export async function insertProcess(scope: Scope, process: Process): Promise<void> {
  await sql`INSERT INTO process (organization_id, id, order_type_id, definition)
    VALUES (${scope.organizationId}, ${process.id}, ${process.orderType.id}, ${JSON.stringify(process)}::jsonb)`.execute(scope.db)
}

export async function saveOrderTypeRetirement(scope: Scope, { id, isRetired }: Pick<OrderTypeRow, 'id' | 'isRetired'>): Promise<void> {
  await sql`UPDATE order_type SET is_retired = ${isRetired} WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}
