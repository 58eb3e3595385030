import { refuse } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { deleteDraft, type DraftKind, type DraftRow } from './draft-rows.ts'
import { getDraftForChange } from './keep-draft.ts'

/**
 * Takes a draft out to be published in this same transaction; whoever publishes has taken the lock of what they publish into.
 * Refuses another version than the one that was seen, and a draft begun from a version that is no longer in force: publishing it
 * would undo what somebody else published since.
 */
export async function takeDraft<D extends { name: string }>(scope: Scope, kind: DraftKind, key: string, { seen, published }: { seen?: number | undefined; published: number | null }): Promise<DraftRow<D>> {
  const draft = await getDraftForChange<D>(scope, kind, key, seen ?? scope.expectedVersion)
  if (isOutdated(draft, published)) {
    refuse('precondition-failed', `Version ${published} of “${draft.definition.name}” was published since this draft was begun${draft.basedOn === null ? '' : ` from version ${draft.basedOn}`}. Look at what changed and save the draft on top of it, then publish.`, {
      extra: { currentVersion: draft.version, publishedVersion: published },
    })
  }
  await deleteDraft(scope, kind, key)
  return draft
}

/** Whether something was published since the draft was begun. */
export function isOutdated(draft: Pick<DraftRow, 'basedOn'>, published: number | null): boolean {
  return draft.basedOn !== published
}
