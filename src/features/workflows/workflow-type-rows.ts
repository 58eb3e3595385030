import { sql } from 'kysely'
import type { WorkflowType } from '#domain/workflows/schema.ts'
import type { Scope } from '#platform/scope.ts'

export type WorkflowTypeRow = WorkflowType & { position: number }

export async function readWorkflowTypes(scope: Scope): Promise<WorkflowTypeRow[]> {
  const { rows } = await sql<WorkflowTypeRow>`
    SELECT key, name, position FROM workflow_type WHERE organization_id = ${scope.organizationId} ORDER BY position, key`.execute(scope.db)
  return rows
}

export async function saveWorkflowTypeRow(scope: Scope, row: WorkflowTypeRow): Promise<void> {
  await sql`INSERT INTO workflow_type (organization_id, key, name, position) VALUES (${scope.organizationId}, ${row.key}, ${row.name}, ${row.position})
    ON CONFLICT (organization_id, key) DO UPDATE SET name = excluded.name`.execute(scope.db)
}
