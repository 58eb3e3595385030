import { changedMembers } from '#domain/kernel/same.ts'
import { refuseField } from '#domain/kernel/refusal.ts'
import { rulesOf } from '#domain/workflows/category.ts'
import { saveStatus as contract, type LibraryStatus } from '#domain/workflows/contract.ts'
import type { Status } from '#domain/workflows/schema.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { lockProcess } from './lock-process.ts'
import { shownStatusesOf } from './shown-statuses.ts'
import { forgetStatusLibrary } from './status-library.ts'
import { insertStatus, readStatuses, updateStatus, type StatusRow } from './status-rows.ts'

export const saveStatus = operation(contract, async (scope, status): Promise<LibraryStatus> => {
  await lockProcess(scope)
  const saved = await keepStatus(scope, status, await readStatuses(scope))
  const [shown] = await shownStatusesOf(scope, [saved])
  return shown as LibraryStatus
})

/** Adds a status to the library, or changes its words and looks. What it means, its category, is fixed for good. */
export async function keepStatus(scope: Scope, status: Status, library: StatusRow[]): Promise<StatusRow> {
  const before = library.find(({ key }) => key === status.key)
  if (!before) {
    const added = await insertStatus(scope, status, Math.max(0, ...library.map(({ position }) => position)) + 1)
    return changed(scope, added, ['added'])
  }
  refuseAnotherMeaning(before, status)
  const after = { ...before, name: status.name, customerName: status.customerName ?? null, color: status.color, icon: status.icon ?? null, shownToCustomer: status.shownToCustomer }
  const members = changedMembers(before, after)
  if (members.length === 0) return before
  await updateStatus(scope, after)
  return changed(scope, after, members)
}

function refuseAnotherMeaning(before: StatusRow, status: Status): void {
  if (status.category !== before.category) {
    refuseField('/category', 'fixed', `“${before.name}” means ${rulesOf(before.category).name.toLowerCase()}, and open orders rely on that. Add another status instead.`)
  }
  if (status.scope !== before.scope) refuseField('/scope', 'fixed', `“${before.name}” is a status of ${before.scope === 'order' ? 'orders' : 'line items'} for good. Add another status instead.`)
}

function changed(scope: Scope, status: StatusRow, members: string[]): StatusRow {
  forgetStatusLibrary(scope)
  record(scope, 'status.changed', { statusId: status.id, name: status.name, changed: members })
  return status
}
