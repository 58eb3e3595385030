import { useEffect, useRef } from 'react'
import { useRun } from './run-context.ts'

type Target = { run: string; isWaiting: boolean; take: (code: string) => void }
const targets: { current: Target }[] = []

/** For as long as the question is on the screen, scans may go to it; `isWaiting` while it has no answer yet. */
export function useScanTarget(isWaiting: boolean, take: (code: string) => void): void {
  const { id } = useRun()
  const current = useRef<Target>({ run: id, isWaiting, take })
  useEffect(() => void (current.current = { run: id, isWaiting, take }))
  useEffect(() => {
    targets.push(current)
    return () => void targets.splice(targets.indexOf(current), 1)
  }, [])
}

/** Hands a scan to the first question that waits for one, in the run that lies on top; else to its last. False where nothing takes scans. */
export function handScan(code: string): boolean {
  const top = targets.at(-1)?.current.run
  const here = targets.filter(({ current }) => current.run === top)
  const target = here.find(({ current }) => current.isWaiting) ?? here.at(-1)
  target?.current.take(code)
  return target !== undefined
}
