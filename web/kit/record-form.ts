import { useCallback, useState } from 'react'
import { changedMembers, isSame } from '#domain/kernel/same.ts'
import { keep, readKept } from '../kept.ts'

type Kept<F> = { form: F; base: F; version: number }

/** A long form over something that is kept: what is typed survives a reload until it is saved or given up. */
export type RecordForm<F> = {
  form: F
  /** The record as the form began with it, and its version. */
  base: F
  version: number
  isChanged: boolean
  /** Whether changes of an earlier visit were found. */
  isRestored: boolean
  changed: (keyof F & string)[]
  change: (patch: Partial<F>) => void
  /** Goes on from the record as it is now, with these values of one's own. */
  rebase: (record: { form: F; version: number }, mine: F) => void
  /** Gives up what was typed, or forgets it once it is saved. */
  forget: () => void
}

/**
 * The form of a record, under the name it is kept by. While nothing is typed it follows the record; from then on it stays
 * with the version it began from, so that saving notices what others changed.
 */
export function useRecordForm<F extends object>(name: string, record: { form: F; version: number }): RecordForm<F> {
  const [kept, setKept] = useState<Kept<F> | undefined>(() => readForm<F>(name))
  const [isRestored, setRestored] = useState(kept !== undefined)
  const { form, base, version } = kept ?? { form: record.form, base: record.form, version: record.version }
  const put = useCallback((next: Kept<F> | undefined) => {
    setKept(next)
    keep(`form-${name}`, next && JSON.stringify(next))
  }, [name])
  return {
    form, base, version, isRestored,
    isChanged: kept !== undefined && !isSame(form, base),
    changed: changedMembers(base, form) as (keyof F & string)[],
    change: (patch) => put({ form: { ...form, ...patch }, base, version }),
    rebase: (now, mine) => put({ form: mine, base: now.form, version: now.version }),
    forget: () => {
      put(undefined)
      setRestored(false)
    },
  }
}

/** Lays a form out for whoever opens it next. */
export function layOutForm<F>(name: string, kept: Kept<F>): void {
  keep(`form-${name}`, JSON.stringify(kept))
}

function readForm<F>(name: string): Kept<F> | undefined {
  try {
    const kept = JSON.parse(readKept(`form-${name}`) ?? 'null') as Kept<F> | null
    return kept?.form && kept.base ? kept : undefined
  } catch {
    return undefined
  }
}

/** What two people did to one record: the members both changed differently, and mine on top of theirs for all others. */
export function mergeForms<F extends object>(base: F, mine: F, theirs: F): { both: (keyof F & string)[]; merged: F } {
  const myChanges = changedMembers(base, mine) as (keyof F & string)[]
  const both = myChanges.filter((name) => !isSame(base[name], theirs[name]) && !isSame(mine[name], theirs[name]))
  return { both, merged: { ...theirs, ...Object.fromEntries(myChanges.map((name) => [name, mine[name]])) } }
}
