import { refuseField, refuseUnknown } from '#domain/kernel/refusal.ts'
import { isSame } from '#domain/kernel/same.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { findDraftForChange, insertDraft, updateDraft, type DraftKind, type DraftRow } from './draft-rows.ts'
import { refuseStaleDraft } from './refuse-stale-draft.ts'

type Designed = { key: string; name: string }

/** `published` is the version in force, null where there is none; `basedOn` the one this draft was looked over against, if the editor says. */
export type Design<D> = { definition: D; published: number | null; basedOn?: number | undefined }

/**
 * Saves a draft as it is, right or wrong. Whoever saves names the version they saw (the scope's expectedVersion; none means that
 * there was none), and is told no when somebody else saved in between. Saving what is there already changes nothing, so that an
 * editor may say it twice. A draft stays based on the version it began from until an editor says that it was laid over another.
 */
export async function keepDraft<D extends Designed>(scope: Scope, kind: DraftKind, { definition, published, basedOn }: Design<D>): Promise<DraftRow<D>> {
  if (basedOn !== undefined && basedOn !== published) refuseField('/basedOn', 'unknown', published === null ? `“${definition.name}” was never published.` : `It is version ${published} that is in force now.`)
  const { key } = definition
  const seen = scope.expectedVersion ?? 0
  const now = { changedAt: scope.now, changedBy: scope.actor }
  if (seen === 0) {
    const begun: DraftRow<D> = { key, version: 1, basedOn: published, definition, ...now }
    if (await insertDraft(scope, kind, begun)) {
      record(scope, 'draft.saved', { kind, key, name: definition.name })
      return begun
    }
  }
  const before = await findDraftForChange<D>(scope, kind, key)
  const isLaidOver = basedOn !== undefined && basedOn !== before?.basedOn
  if (before && isSame(before.definition, definition) && !isLaidOver) return before
  const current = refuseStaleDraft(scope, before, seen)
  const saved = { ...current, version: current.version + 1, basedOn: basedOn ?? current.basedOn, definition, ...now }
  await updateDraft(scope, kind, saved)
  return saved
}

/** The draft that is to be thrown away or published: the one that was seen, or whichever is there when no version is named. */
export async function getDraftForChange<D>(scope: Scope, kind: DraftKind, key: string, seen = scope.expectedVersion): Promise<DraftRow<D>> {
  const draft = await findDraftForChange<D>(scope, kind, key)
  if (seen !== undefined) return refuseStaleDraft(scope, draft, seen)
  return draft ?? refuseUnknown('draft')
}
