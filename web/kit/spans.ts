const sizes = [['week', 10_080], ['day', 1_440], ['hour', 60], ['minute', 1]] as const
export type TimeUnit = (typeof sizes)[number][0]
export const minutesIn = Object.fromEntries(sizes) as Record<TimeUnit, number>

export const timeUnits = sizes.map(([unit]) => unit).toReversed()

/** So many minutes in the largest of these units that says them exactly. */
export function spanIn(minutes: number, units: readonly TimeUnit[] = timeUnits): { count: number; unit: TimeUnit } {
  const [unit, size] = sizes.find(([one, length]) => units.includes(one) && minutes >= length && minutes % length === 0) ?? ['minute', 1]
  return { count: minutes / size, unit }
}
