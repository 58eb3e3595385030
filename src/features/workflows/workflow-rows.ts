import { sql } from 'kysely'
import type { Workflow } from '#domain/workflows/schema.ts'
import type { Scope } from '#platform/scope.ts'

export type WorkflowRow = { id: string; version: number; publishedAt: string; isRetired: boolean; workflow: Workflow }

export async function readWorkflows(scope: Scope): Promise<WorkflowRow[]> {
  const { rows } = await sql<WorkflowRow>`
    SELECT id, version, published_at AS "publishedAt", is_retired AS "isRetired", definition AS workflow
    FROM workflow WHERE organization_id = ${scope.organizationId} ORDER BY key`.execute(scope.db)
  return rows
}

/** Saves the current definition, and the same again under its version, where it stays as it is. */
export async function saveWorkflowVersion(scope: Scope, { id, version, publishedAt, workflow }: WorkflowRow): Promise<void> {
  const definition = JSON.stringify(workflow)
  await sql`INSERT INTO workflow (organization_id, id, key, version, definition, published_at)
    VALUES (${scope.organizationId}, ${id}, ${workflow.key}, ${version}, ${definition}::jsonb, ${publishedAt})
    ON CONFLICT (organization_id, id) DO UPDATE SET version = excluded.version, definition = excluded.definition, published_at = excluded.published_at`.execute(scope.db)
  await sql`INSERT INTO workflow_version (organization_id, workflow_id, version, definition, published_at)
    VALUES (${scope.organizationId}, ${id}, ${version}, ${definition}::jsonb, ${publishedAt})`.execute(scope.db)
}

/** The version of a workflow, or of an order type, that is in force; null where there is none. */
export async function findPublishedVersion(scope: Scope, kind: 'workflow' | 'order_type', key: string): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`SELECT version FROM ${sql.table(kind)} WHERE organization_id = ${scope.organizationId} AND key = ${key}`.execute(scope.db)
  return rows[0]?.version ?? null
}

export async function saveWorkflowRetirement(scope: Scope, { id, isRetired }: Pick<WorkflowRow, 'id' | 'isRetired'>): Promise<void> {
  await sql`UPDATE workflow SET is_retired = ${isRetired} WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}
