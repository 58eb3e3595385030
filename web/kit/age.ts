const units = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]] as const

/** How long ago something was, in the organization's language: 3 days ago. */
export function ageInWords(instant: string, now: number, locale: string): string {
  const passed = Math.max(0, now - Date.parse(instant))
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const [unit, length] = units.find(([, one]) => passed >= one) ?? ['minute', 60_000]
  return words.format(-Math.floor(passed / length), unit)
}
