import { refuseErrors } from '#domain/kernel/refusal.ts'
import { saidTwice } from '#domain/kernel/said-twice.ts'
import { isSame } from '#domain/kernel/same.ts'
import { saveView as contract, type View } from '#domain/views/contract.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { listViews, lockViews, saveViewRow } from './view-rows.ts'

export const saveView = operation(contract, async (scope, asked) => {
  await lockViews(scope)
  const views = await listViews(scope)
  const view = { ...asked, position: asked.position ?? placeOf(asked.key, views) }
  await keepView(scope, view, views)
  return view
})

/** A view stays where it is; a new one comes after the others. */
function placeOf(key: string, views: View[]): number {
  const known = views.find((view) => view.key === key)
  return known?.position ?? Math.min(Math.max(-1, ...views.map(({ position }) => position)) + 1, 1000)
}

/** Adds or changes a view; one that is the same already is left alone. */
export async function keepView(scope: Scope, view: View, views: View[]): Promise<void> {
  refuseErrors((['tabs', 'groups', 'columns'] as const).flatMap((list) => saidTwice(list, view[list].map(({ key }) => key))))
  if (isSame(views.find(({ key }) => key === view.key), view)) return
  await saveViewRow(scope, view)
  record(scope, 'view.changed', { key: view.key })
}
