import { useEffect, useRef } from 'react'
import { feedWedge, noKeys } from './wedge.ts'
import { writeInto } from './numeric-pad.tsx'

/**
 * Hears a scanner wherever the focus is. What it typed into a field is taken out again, except from fields made for it
 * (`data-scan`), which see to their scans themselves.
 */
export function useWedge(onScan: ((code: string) => void) | undefined): void {
  const current = useRef(onScan)
  useEffect(() => void (current.current = onScan))
  useEffect(() => {
    let wedge = noKeys
    let before: { field: HTMLInputElement | HTMLTextAreaElement; text: string } | undefined
    const hear = (event: KeyboardEvent) => {
      if (!current.current || event.ctrlKey || event.metaKey || event.altKey) return
      const fed = feedWedge(wedge, event.key, event.timeStamp)
      // The first key of what may become a scan: the field is as it was before it.
      if (fed.wedge.keys.length === 1) before = isText(event.target) ? { field: event.target, text: event.target.value } : undefined
      wedge = fed.wedge
      if (fed.scanned === undefined || (event.target instanceof HTMLElement && event.target.dataset['scan'] !== undefined)) return
      event.preventDefault()
      event.stopPropagation()
      if (before && before.field === event.target) writeInto(before.field, before.text)
      current.current(fed.scanned)
    }
    document.addEventListener('keydown', hear, true)
    return () => document.removeEventListener('keydown', hear, true)
  }, [])
}

function isText(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|file|date|time|datetime-local)$/.test(target.type))
}
