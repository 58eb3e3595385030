import { refuse } from '#domain/kernel/refusal.ts'
import type { DraftRow } from './draft-rows.ts'
import { changedByOf } from './show-draft.ts'
import type { Scope } from '#platform/scope.ts'

/** Says no when the draft is no longer the one that was seen, with who changed it and when. Version 0 means that there was none. */
export function refuseStaleDraft<D>(scope: Scope, draft: DraftRow<D> | undefined, seen: number): DraftRow<D> {
  if (!draft) return refuse('precondition-failed', 'This draft is no longer there: it was published or discarded in the meantime. Read it again.', { extra: { currentVersion: 0 } })
  if (draft.version === seen) return draft
  const who = isSomebodyElse(scope, draft) ? changedByOf(draft) : 'You'
  const what = seen === 0 ? `${who} began a draft of this already` : `${who} saved this draft in the meantime${who === 'You' ? ', in another window' : ''}`
  return refuse('precondition-failed', `${what}: it is at version ${draft.version}. Read it again, then repeat your change.`, {
    extra: { currentVersion: draft.version, changedBy: changedByOf(draft), changedAt: draft.changedAt },
  })
}

function isSomebodyElse({ actor }: Scope, { changedBy }: DraftRow): boolean {
  return !('id' in actor && 'id' in changedBy && actor.id === changedBy.id)
}
