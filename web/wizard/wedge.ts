/**
 * A barcode scanner is a keyboard that types faster than anybody: keys a few milliseconds apart, ended by Enter. This tells a scan
 * from typing; it is fed every key, and answers what was scanned once a scan is over.
 */
export type Wedge = { keys: string; lastAt: number }

const LONGEST_PAUSE = 40
const SHORTEST_CODE = 4

export const noKeys: Wedge = { keys: '', lastAt: -Infinity }

export function feedWedge({ keys, lastAt }: Wedge, key: string, at: number): { wedge: Wedge; scanned?: string } {
  const isInTime = at - lastAt <= LONGEST_PAUSE
  if (key === 'Enter') return isInTime && keys.length >= SHORTEST_CODE ? { wedge: noKeys, scanned: keys } : { wedge: noKeys }
  // Shift comes along with capital letters; anything else that is no character ends what may have begun.
  if (key === 'Shift') return { wedge: { keys, lastAt: isInTime ? at : lastAt } }
  if (key.length !== 1) return { wedge: noKeys }
  return { wedge: { keys: isInTime ? keys + key : key, lastAt: at } }
}
