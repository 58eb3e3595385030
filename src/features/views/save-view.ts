import { refuseErrors, saidTwice } from '#domain/kernel/said-twice.ts'
import { isSame } from '#domain/kernel/same.ts'
import { saveView as contract, type View } from '#domain/views/contract.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { listViews, saveViewRow } from './view-rows.ts'

export const saveView = operation(contract, async (scope, view) => {
  await keepView(scope, view, await listViews(scope))
  return view
})

/** Adds or changes a view; one that is the same already is left alone. */
export async function keepView(scope: Scope, view: View, views: View[]): Promise<void> {
  refuseErrors((['tabs', 'groups', 'columns'] as const).flatMap((list) => saidTwice(list, view[list].map(({ key }) => key))))
  if (isSame(views.find(({ key }) => key === view.key), view)) return
  await saveViewRow(scope, view)
  record(scope, 'view.changed', { key: view.key })
}
