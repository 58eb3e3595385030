import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { retireStatus as contract, type LibraryStatus } from '#domain/workflows/contract.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { lockProcess } from './lock-process.ts'
import { shownStatusesOf } from './shown-statuses.ts'
import { forgetStatusLibrary } from './status-library.ts'
import { readStatuses, updateStatus, type StatusRow } from './status-rows.ts'

/** A retired status stays wherever it is used; it only cannot be used anew. */
export const retireStatus = operation(contract, async (scope, { key, isRetired }): Promise<LibraryStatus> => {
  await lockProcess(scope)
  const before = (await readStatuses(scope)).find((status) => status.key === key) ?? refuseUnknown('status')
  const [shown] = await shownStatusesOf(scope, [await changeRetirement(scope, before, isRetired)])
  return shown as LibraryStatus
})

/** Takes a status out of use, or back into it. Whoever calls this holds the lock. */
export async function changeRetirement(scope: Scope, before: StatusRow, isRetired: boolean): Promise<StatusRow> {
  if (before.isRetired === isRetired) return before
  const after = { ...before, isRetired }
  await updateStatus(scope, after)
  forgetStatusLibrary(scope)
  record(scope, 'status.changed', { statusId: after.id, name: after.name, changed: ['isRetired'] })
  return after
}
