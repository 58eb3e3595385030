import { useState, type FormEvent } from 'react'
import type { RecordForm } from './record-form.ts'
import { saveRecord, settle, type Attempt, type Clash, type Doors } from './save-record.ts'
import { useSave } from './use-save.ts'

export type RecordSaving<F> = {
  submit: (event: FormEvent) => void
  isPending: boolean
  /** Whether the last attempt was kept. */
  isSaved: boolean
  error: unknown
  /** What others changed too, while somebody has to decide about it. */
  clash: Clash<F> | undefined
  decide: (keepsMine: boolean) => void
  /** Puts the decision off: nothing is saved. */
  leave: () => void
}

type Options = { readAgain: string[]; done?: (isClash: boolean) => string; onSaved?: () => void }

/** Saves the form of a record that others may be changing, too, and forgets what was typed once it is kept. */
export function useRecordSaving<F extends object>(record: RecordForm<F>, doors: Doors<F>, { readAgain, done, onSaved }: Options): RecordSaving<F> {
  const [clash, setClash] = useState<Clash<F>>()
  const saving = useSave((attempt: Attempt<F>) => saveRecord(attempt, doors), {
    readAgain, isQuiet: true, ...(done ? { done: (found) => done(found !== undefined) } : {}),
    onDone: (found) => {
      if (found) return setClash(found)
      record.forget()
      onSaved?.()
    },
  })
  return {
    submit: (event) => {
      event.preventDefault()
      saving.mutate(record)
    },
    isPending: saving.isPending, isSaved: saving.isSuccess && !saving.data, error: saving.error, clash,
    decide: (keepsMine) => {
      if (!clash) return
      const decided = settle(clash, keepsMine)
      record.rebase({ form: decided.base, version: decided.version }, decided.form)
      setClash(undefined)
      saving.mutate(decided)
    },
    leave: () => setClash(undefined),
  }
}
