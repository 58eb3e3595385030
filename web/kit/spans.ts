const sizes = [['week', 10_080], ['day', 1_440], ['hour', 60], ['minute', 1]] as const
export type TimeUnit = (typeof sizes)[number][0]
export const minutesIn = Object.fromEntries(sizes) as Record<TimeUnit, number>

/** So many minutes in the largest unit that says them exactly. */
export function spanIn(minutes: number): { count: number; unit: TimeUnit } {
  const [unit, size] = sizes.find(([, one]) => minutes >= one && minutes % one === 0) ?? ['minute', 1]
  return { count: minutes / size, unit }
}
