import { useMemo } from 'react'
import { useHere } from '../session/session.ts'
import { showFor, type Show } from './show-for.ts'

export function useShow(): Show {
  const { locale, timeZone } = useHere().organization
  return useMemo(() => showFor(locale, timeZone), [locale, timeZone])
}
