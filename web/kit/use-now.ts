import { useEffect, useState } from 'react'

const A_MINUTE = 60_000

/** The instant, minute by minute while something depends on it. */
export function useNow(isTicking: boolean): string {
  const [now, setNow] = useState(() => new Date().toISOString())
  useEffect(() => {
    const timer = isTicking ? setInterval(() => setNow(new Date().toISOString()), A_MINUTE) : undefined
    return () => clearInterval(timer)
  }, [isTicking])
  return now
}
