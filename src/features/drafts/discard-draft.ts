import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { deleteDraft, type DraftKind } from './draft-rows.ts'
import { getDraftForChange } from './keep-draft.ts'

/** Throws a draft away; what is published stays as it is. Refuses when somebody saved it since it was seen. */
export async function discardDraft(scope: Scope, kind: DraftKind, key: string): Promise<void> {
  const { definition } = await getDraftForChange<{ name: string }>(scope, kind, key)
  await deleteDraft(scope, kind, key)
  record(scope, 'draft.discarded', { kind, key, name: definition.name })
}
