import { useState } from 'react'

/** Where a page begins: nothing for the first one. */
export type Place = { cursor?: string; from: number }

const start: Place = { from: 1 }

/**
 * Pages forward by cursor and back the way one came. Cursors only lead on, so the places passed are remembered, for each list by
 * its key; whoever arrives in the middle by a link goes back to the first page.
 */
export function usePlaces(key: string) {
  const [passed, setPassed] = useState<Record<string, Place[]>>({})
  const places = passed[key] ?? []
  return {
    next(here: Place, shown: number, cursor: string): Place {
      setPassed({ ...passed, [key]: [...places, here] })
      return { cursor, from: here.from + shown }
    },
    previous(): Place {
      setPassed({ ...passed, [key]: places.slice(0, -1) })
      return places.at(-1) ?? start
    },
  }
}
