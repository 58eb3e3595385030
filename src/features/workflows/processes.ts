import { sql } from 'kysely'
import { refuse, refuseField, refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Process } from '#domain/workflows/process.ts'
import { briefMemory } from '#platform/brief-memory.ts'
import type { Scope } from '#platform/scope.ts'

// A process never changes once it is frozen, so what was read once is right for ever; only its number is bounded.
const MOST_PROCESSES = 2_000
const processes = new Map<string, Process>()

type Current = { processId: string; isRetired: boolean }
const currentProcesses = briefMemory<Map<string, Current>>(2_000)

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

/** The process of an order type as it is published now; undefined when there is no such order type. */
export async function findCurrentProcess(scope: Scope, orderTypeKey: string): Promise<Process | undefined> {
  const current = await findCurrent(scope, orderTypeKey)
  return current && getProcess(scope, current.processId)
}

/** The process that a new order of this type starts on; refuses, at this field, a type that is not there or takes no new orders. */
export async function getStartingProcess(scope: Scope, orderTypeKey: string, pointer = '/orderType'): Promise<Process> {
  const current = (await findCurrent(scope, orderTypeKey)) ?? refuseField(pointer, 'unknown', `There is no order type “${orderTypeKey}”.`)
  const process = await getProcess(scope, current.processId)
  return current.isRetired ? refuseField(pointer, 'retired', takesNoOrders(process.orderType.name)) : process
}

/** The same for an order that repeats another: the type is not chosen, so no field is to blame. */
export async function getProcessToRepeatOn(scope: Scope, { key, name }: { key: string; name: string }): Promise<Process> {
  const current = (await findCurrent(scope, key)) ?? refuse('illegal-transition', `The order type “${name}” is no longer there.`)
  return current.isRetired ? refuse('illegal-transition', takesNoOrders(name)) : getProcess(scope, current.processId)
}

/** To be called by whoever gives an order type another process, or retires it. */
export function forgetCurrentProcesses(scope: Scope): void {
  currentProcesses.forget(scope.organizationId)
}

async function findCurrent(scope: Scope, orderTypeKey: string): Promise<Current | undefined> {
  return (await currentProcesses.recall(scope.organizationId, () => readCurrentProcesses(scope))).get(orderTypeKey)
}

async function readCurrentProcesses(scope: Scope): Promise<Map<string, Current>> {
  const { rows } = await sql<Current & { key: string }>`
    SELECT key, process_id AS "processId", is_retired AS "isRetired" FROM order_type WHERE organization_id = ${scope.organizationId}`.execute(scope.db)
  return new Map(rows.map(({ key, processId, isRetired }) => [key, { processId, isRetired }]))
}

function takesNoOrders(name: string): string {
  return `“${name}” is retired: it takes no new orders.`
}
