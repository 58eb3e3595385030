import { useEffect, useState, useSyncExternalStore } from 'react'
import { keep, readKept } from '../../kept.ts'
import { openDesign, type Designing, type DesignStore, type Doors, type Kept, type Stored } from './open-design.ts'

export type Design<D> = Pick<Designing<D>, 'definition' | 'state' | 'problem'> & Pick<DesignStore<D>, 'change' | 'flush' | 'settle'> & {
  /** The version of the draft that was last saved or read; 0 where there is none. */
  version: number
  undo: (() => void) | undefined
  redo: (() => void) | undefined
}

/** What is being designed under this name. `doors` are those it was opened with; `stored` is followed. */
export function useDesign<D extends object>(name: string, stored: Stored<D>, doors: Omit<Doors<D>, 'keep'>): Design<D> {
  const [store] = useState(() => openDesign<D>(stored, readDesign(name), { ...doors, keep: (kept) => keep(`design-${name}`, kept && JSON.stringify(kept)) }))
  const { definition, base, state, problem, past, future } = useSyncExternalStore(store.subscribe, store.read)
  useEffect(() => store.follow(stored), [store, stored])
  useEffect(() => {
    const flush = () => void (store.read().state === 'changed' && store.flush())
    flush()
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [store])
  return {
    definition, version: base.version, state, problem, change: store.change, flush: store.flush, settle: store.settle,
    undo: past.length > 0 ? store.undo : undefined, redo: future.length > 0 ? store.redo : undefined,
  }
}

function readDesign<D>(name: string): Kept<D> | undefined {
  try {
    return (JSON.parse(readKept(`design-${name}`) ?? 'null') as Kept<D> | null) ?? undefined
  } catch {
    return undefined
  }
}
