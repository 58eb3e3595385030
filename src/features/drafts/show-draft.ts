import type { DraftRow } from './draft-rows.ts'

/** A draft as the contracts show it. */
export function showDraft<D>(draft: DraftRow<D>) {
  const { version, basedOn, definition, changedAt } = draft
  return { version, basedOn, definition, changedAt, changedBy: changedByOf(draft) }
}

export function changedByOf({ changedBy }: Pick<DraftRow, 'changedBy'>): string {
  return changedBy.name
}
