import { sql } from 'kysely'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Process } from '#domain/workflows/process.ts'
import { briefMemory } from '#platform/brief-memory.ts'
import type { Scope } from '#platform/scope.ts'

// A process never changes once it is frozen, so what was read once is right for ever; only its number is bounded.
const MOST_PROCESSES = 2_000
const processes = new Map<string, Process>()

const currentProcesses = briefMemory<Map<string, string>>(2_000)

/** The process an order was placed on. */
export async function getProcess(scope: Scope, id: string): Promise<Process> {
  const name = `${scope.organizationId}/${id}`
  const kept = processes.get(name)
  if (kept) return kept
  const { rows } = await sql<{ definition: Process }>`
    SELECT definition FROM process WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
  const found = rows[0]?.definition ?? refuseUnknown('process')
  const [oldest] = processes.keys()
  if (processes.size >= MOST_PROCESSES && oldest !== undefined) processes.delete(oldest)
  processes.set(name, found)
  return found
}

/** The process that new orders of this type start on; undefined when there is no such order type. */
export async function findCurrentProcess(scope: Scope, orderTypeKey: string): Promise<Process | undefined> {
  const current = await currentProcesses.recall(scope.organizationId, () => readCurrentProcesses(scope))
  const id = current.get(orderTypeKey)
  return id === undefined ? undefined : getProcess(scope, id)
}

/** To be called by whoever gives an order type another process. */
export function forgetCurrentProcesses(scope: Scope): void {
  currentProcesses.forget(scope.organizationId)
}

async function readCurrentProcesses(scope: Scope): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; process_id: string }>`
    SELECT key, process_id FROM order_type WHERE organization_id = ${scope.organizationId}`.execute(scope.db)
  return new Map(rows.map((row) => [row.key, row.process_id]))
}
