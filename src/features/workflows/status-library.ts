import { briefMemory } from '#platform/brief-memory.ts'
import type { Scope } from '#platform/scope.ts'
import { readStatuses, type StatusRow } from './status-rows.ts'

export type { StatusRow } from './status-rows.ts'

const libraries = briefMemory<Map<string, StatusRow>>(2_000)

/** The organization's Status Library by id, in its own order; retired statuses included, as open orders may stand there. */
export function statusLibrary(scope: Scope): Promise<Map<string, StatusRow>> {
  return libraries.recall(scope.organizationId, async () => new Map((await readStatuses(scope)).map((status) => [status.id, status])))
}

/** To be called by whoever changes the library. */
export function forgetStatusLibrary(scope: Scope): void {
  libraries.forget(scope.organizationId)
}
