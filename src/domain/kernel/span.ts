const MINUTES_IN: [number, string][] = [[60 * 24, 'day'], [60, 'hour'], [1, 'minute']]

/** So many minutes as people say it, in the largest unit that says it exactly: 2880 is “2 days”, 90 is “90 minutes”. */
export function spanInWords(minutes: number): string {
  const [size, name] = MINUTES_IN.find(([unit]) => minutes >= unit && minutes % unit === 0) ?? [1, 'minute']
  const count = minutes / size
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** The instant so many minutes after another. */
export function minutesLater(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString()
}

/** The instant so many days of 24 hours after another. */
export function daysLater(instant: string, days: number): string {
  return minutesLater(instant, days * 24 * 60)
}

/** How many minutes lie between two instants, fractions included; less than nothing where the second is earlier. */
export function minutesBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 60_000
}

const SIZES: [number, string][] = [[10_080, 'week'], ...MINUTES_IN]

/** How long, as one says it who looks at the clock: "3 days" of three days and five hours. */
export function roughly(minutes: number): string {
  if (minutes < 1) return 'less than a minute'
  const [size, unit] = SIZES.find(([one]) => minutes >= one) ?? [1, 'minute']
  const count = Math.floor(minutes / size)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
