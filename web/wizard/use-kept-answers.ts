import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { Answers } from '#domain/wizards/wizard.ts'
import type { Estimate, RunClient } from './run-client.ts'

const PAUSE = 350

/** Keeps answers a moment after each change, and at once when the page is left; answers with what they would cost. */
export function useKeptAnswers(client: RunClient, answers: Answers, first: Estimate, isFinishing: RefObject<boolean>) {
  const [estimate, show] = useState<Estimate>(first)
  const kept = useRef(answers)
  const latest = useRef(answers)
  useEffect(() => void (latest.current = answers))
  const setEstimate = useCallback((next: Estimate | undefined) => next !== undefined && show(next), [])

  const keep = useCallback(() => {
    if (kept.current === latest.current || isFinishing.current) return
    const sent = (kept.current = latest.current)
    client.keep(sent).then((next) => latest.current === sent && setEstimate(next), () => undefined)
  }, [client, setEstimate, isFinishing])
  useEffect(() => {
    const timer = setTimeout(keep, PAUSE)
    return () => clearTimeout(timer)
    // eslint-disable-next-line react/exhaustive-effect-dependencies -- every change of the answers begins the pause anew
  }, [answers, keep])
  useEffect(() => {
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [keep])
  // Whoever goes on sends everything along: nothing is left to be kept afterwards.
  const flush = useCallback(() => void (kept.current = latest.current), [])
  return { estimate, setEstimate, flush }
}
