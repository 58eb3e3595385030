import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Whether an element is at least so wide, now and as the window changes. */
export function useFits(width: number): [RefObject<HTMLDivElement | null>, boolean] {
  const element = useRef<HTMLDivElement>(null)
  const [fits, setFits] = useState(true)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return undefined
    const measure = () => setFits(current.clientWidth >= width)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    return () => observer.disconnect()
  }, [width])
  return [element, fits]
}
