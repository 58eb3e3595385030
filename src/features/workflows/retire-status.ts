import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { retireStatus as contract, type LibraryStatus } from '#domain/workflows/contract.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { lockProcess } from './lock-process.ts'
import { shownStatusesOf } from './shown-statuses.ts'
import { forgetStatusLibrary } from './status-library.ts'
import { readStatuses, updateStatus } from './status-rows.ts'

/** A retired status stays wherever it is used; it only cannot be used anew. */
export const retireStatus = operation(contract, async (scope, { key, isRetired }): Promise<LibraryStatus> => {
  await lockProcess(scope)
  const before = (await readStatuses(scope)).find((status) => status.key === key) ?? refuseUnknown('status')
  const after = { ...before, isRetired }
  if (before.isRetired !== isRetired) {
    await updateStatus(scope, after)
    forgetStatusLibrary(scope)
    record(scope, 'status.changed', { statusId: after.id, name: after.name, changed: ['isRetired'] })
  }
  const [shown] = await shownStatusesOf(scope, [after])
  return shown as LibraryStatus
})
