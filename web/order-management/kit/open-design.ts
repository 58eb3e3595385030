import { isSame } from '#domain/kernel/same.ts'
import { mergeForms } from '../../kit/record-form.ts'
import { isProblem } from '../../problem.ts'

/** Something being designed, as the server keeps it: version 0 where there is no draft and `definition` is what is published. */
export type Stored<D> = { version: number; definition: D }

export type Doors<D> = {
  /** Saves over the version seen, and answers what is stored then. Somebody else's save is refused as `precondition-failed`. */
  save: (definition: D, seen: number) => Promise<Stored<D>>
  read: () => Promise<Stored<D>>
  /** Remembers in this browser what is not stored yet. */
  keep: (kept: Kept<D> | undefined) => void
}
export type Kept<D> = { definition: D; base: Stored<D> }

export type Designing<D> = {
  definition: D
  base: Stored<D>
  /** `stored`: as the server has it. `clash`: somebody else changed the same parts; one of both must stand. */
  state: 'stored' | 'changed' | 'saving' | 'refused' | 'clash'
  problem: unknown
  theirs: Stored<D> | undefined
  past: D[]
  future: D[]
  /** What was changed last: changes of one thing in a row are undone together. */
  last: string | undefined
}

export type DesignStore<D> = {
  read: () => Designing<D>
  subscribe: (listener: () => void) => () => void
  change: (next: (definition: D) => D, what?: string) => void
  /** Saves now; answers whether everything is stored. */
  flush: () => Promise<boolean>
  settle: (keepsMine: boolean) => void
  undo: () => void
  redo: () => void
  /** What others saved or published; taken over as long as nothing of one's own would be lost. */
  follow: (stored: Stored<D>) => void
}

export const PAUSE_MILLISECONDS = 700

/**
 * A draft while somebody designs it: saved by itself a moment after each change, kept in this browser until it is, and never
 * over what somebody else saved meanwhile. Where two changed different parts, both changes stand.
 */
export function openDesign<D extends object>(stored: Stored<D>, kept: Kept<D> | undefined, doors: Doors<D>): DesignStore<D> {
  const listeners = new Set<() => void>()
  let now = beginning(stored, kept)
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<boolean> = Promise.resolve(true)

  const put = (next: Partial<Designing<D>>) => {
    now = { ...now, ...next }
    doors.keep(isSame(now.definition, now.base.definition) ? undefined : { definition: now.definition, base: now.base })
    for (const listener of listeners) listener()
  }

  const saveOnce = async (): Promise<boolean> => {
    const { definition, base } = now
    if (now.state === 'clash') return false
    if (isSame(definition, base.definition)) {
      if (now.state !== 'stored') put({ state: 'stored', problem: undefined })
      return true
    }
    put({ state: 'saving', problem: undefined })
    try {
      const { version } = await doors.save(definition, base.version)
      const isNewer = !isSame(now.definition, definition)
      put({ base: { version, definition }, state: isNewer ? 'changed' : 'stored' })
      return isNewer ? await saveOnce() : true
    } catch (error) {
      return isProblem(error, 'precondition-failed') ? merge(base, error) : refused(error)
    }
  }

  const merge = async (base: Stored<D>, error: unknown): Promise<boolean> => {
    const theirs = await doors.read().catch(refused)
    if (theirs === false) return false
    const { both, merged } = mergeForms(base.definition, now.definition, theirs.definition)
    if (both.length > 0) {
      put({ state: 'clash', problem: error, theirs })
      return false
    }
    put({ definition: merged, base: theirs, state: 'changed' })
    return saveOnce()
  }

  const refused = (problem: unknown): false => {
    put({ state: 'refused', problem })
    return false
  }

  // One save after another, so that each goes out with the version the one before led to.
  const flush = (): Promise<boolean> => {
    clearTimeout(timer)
    saving = saving.then(saveOnce)
    return saving
  }

  const lay = (next: Pick<Designing<D>, 'definition' | 'past' | 'future' | 'last'>) => {
    const isWaiting = now.state === 'clash' || now.state === 'saving'
    put({ ...next, state: isWaiting ? now.state : 'changed' })
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), PAUSE_MILLISECONDS)
  }

  return {
    read: () => now,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    change: (next, what) => {
      const definition = next(now.definition)
      if (isSame(now.definition, definition)) return
      const past = what !== undefined && what === now.last ? now.past : [...now.past.slice(-99), now.definition]
      lay({ definition, past, future: [], last: what })
    },
    flush,
    settle: (keepsMine) => {
      const { theirs, base, definition } = now
      if (!theirs) return
      const mine = mergeForms(base.definition, definition, theirs.definition).merged
      put({ base: theirs, definition: keepsMine ? mine : theirs.definition, theirs: undefined, problem: undefined, state: keepsMine ? 'changed' : 'stored' })
      if (keepsMine) void flush()
    },
    undo: () => {
      const before = now.past.at(-1)
      if (before) lay({ definition: before, past: now.past.slice(0, -1), future: [...now.future, now.definition], last: undefined })
    },
    redo: () => {
      const after = now.future.at(-1)
      if (after) lay({ definition: after, past: [...now.past, now.definition], future: now.future.slice(0, -1), last: undefined })
    },
    follow: (theirs) => {
      const isMine = !isSame(now.definition, now.base.definition)
      if (isMine || isKnown(theirs, now.base)) return
      put({ ...beginning(theirs, undefined) })
    },
  }
}

/** Goes on from what an earlier visit could not save. */
function beginning<D>(stored: Stored<D>, kept: Kept<D> | undefined): Designing<D> {
  const fresh: Designing<D> = { definition: stored.definition, base: stored, state: 'stored', problem: undefined, theirs: undefined, past: [], future: [], last: undefined }
  if (!kept || isSame(kept.definition, stored.definition)) return fresh
  return { ...fresh, definition: kept.definition, base: kept.base, state: 'changed', past: [stored.definition] }
}

/** Whether this was read before what is shown was saved. A draft published or thrown away begins to count anew. */
function isKnown<D>(stored: Stored<D>, base: Stored<D>): boolean {
  if (stored.version === 0) return base.version === 0 && isSame(stored.definition, base.definition)
  return stored.version <= base.version
}
