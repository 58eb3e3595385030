import { useState } from 'react'
import { isSame } from '#domain/kernel/same.ts'

/** A value while it is edited in place: typed freely, saved when one is done with it, kept where saving was refused. */
export function useEditing<T>(value: T, save: (mine: T, base: T) => Promise<boolean>) {
  const [draft, setDraft] = useState<{ mine: T; base: T }>()
  const saveDraft = async ({ mine, base }: { mine: T; base: T }) => {
    if (isSame(mine, base) || (await save(mine, base))) setDraft(undefined)
  }
  return {
    value: draft ? draft.mine : value,
    isEdited: draft !== undefined,
    write: (mine: T) => setDraft((before) => ({ mine, base: before ? before.base : value })),
    done: () => draft && void saveDraft(draft),
    /** For inputs where choosing is being done. */
    choose: (mine: T) => {
      setDraft({ mine, base: value })
      void saveDraft({ mine, base: value })
    },
    leave: () => setDraft(undefined),
  }
}
