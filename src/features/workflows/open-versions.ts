import { sql } from 'kysely'
import type { Process } from '#domain/workflows/process.ts'
import type { Scope } from '#platform/scope.ts'
import { openOrdersByProcess } from './open-orders.ts'
import { getProcess } from './processes.ts'

/** A process that open orders are on, with how many. */
export type OpenProcess = { process: Process; openOrders: number }
export type OpenVersion = { version: number; publishedAt: string; openOrders: number }

export async function readOpenProcesses(scope: Scope): Promise<OpenProcess[]> {
  const open: OpenProcess[] = []
  for (const [id, openOrders] of await openOrdersByProcess(scope)) open.push({ process: await getProcess(scope, id), openOrders })
  return open
}

/** Every version of a workflow that open orders may still come through, newest first; the one in force is always among them. */
export async function openVersionsOfWorkflow(scope: Scope, { id, key, version, publishedAt }: { id: string; key: string; version: number; publishedAt: string }, open: OpenProcess[]): Promise<OpenVersion[]> {
  const counts = new Map([[version, 0]])
  for (const { process, openOrders } of open) {
    const on = process.workflows[key]?.version
    if (on !== undefined) counts.set(on, (counts.get(on) ?? 0) + openOrders)
  }
  const earlier = [...counts.keys()].filter((one) => one !== version)
  if (earlier.length === 0) return [{ version, publishedAt, openOrders: counts.get(version) ?? 0 }]
  const { rows } = await sql<{ version: number; publishedAt: string }>`SELECT version, published_at AS "publishedAt" FROM workflow_version
    WHERE organization_id = ${scope.organizationId} AND workflow_id = ${id} AND version = ANY(${[...counts.keys()]}::int[]) ORDER BY version DESC`.execute(scope.db)
  return rows.map((row) => ({ ...row, openOrders: counts.get(row.version) ?? 0 }))
}

/** The same of an order type. Its versions are known by the processes they were frozen into. */
export async function openVersionsOfOrderType(scope: Scope, { id, version, publishedAt }: { id: string; version: number; publishedAt: string }, open: OpenProcess[]): Promise<OpenVersion[]> {
  const own = open.filter(({ process }) => process.orderType.id === id)
  const countOf = (wanted: number) => own.reduce((sum, { process, openOrders }) => (process.orderType.version === wanted ? sum + openOrders : sum), 0)
  const earlier = [...new Set(own.map(({ process }) => process.orderType.version))].filter((one) => one !== version).sort((a, b) => b - a)
  const current = { version, publishedAt, openOrders: countOf(version) }
  if (earlier.length === 0) return [current]
  const { rows } = await sql<{ version: number; publishedAt: string }>`SELECT (definition->'orderType'->>'version')::int AS version, min(created_at) AS "publishedAt" FROM process
    WHERE organization_id = ${scope.organizationId} AND order_type_id = ${id} GROUP BY 1`.execute(scope.db)
  return [current, ...earlier.map((one) => ({ version: one, publishedAt: rows.find((row) => row.version === one)?.publishedAt ?? publishedAt, openOrders: countOf(one) }))]
}
