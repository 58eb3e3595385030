import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import { removeView as contract } from '#domain/views/contract.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { lockViews, listViews, removeViewRow } from './view-rows.ts'

/** Removes a view; the orders it showed stay. One view stays always, because the list of orders is a view. */
export const removeView = operation(contract, async (scope, { key }) => {
  await lockViews(scope)
  const views = await listViews(scope)
  if (!views.some((view) => view.key === key)) refuseUnknown('view')
  if (views.length === 1) refuse('in-use', 'This is the last view, and the list of orders needs one. Add another before you remove it.')
  await removeViewRow(scope, key)
  record(scope, 'view.changed', { key, removed: true })
  return {}
})
