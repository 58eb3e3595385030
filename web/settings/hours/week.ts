import { weekdays, type OpeningHours, type OpenSpan, type Weekday } from '#domain/hours/opening-hours.ts'

const USUAL: OpenSpan = { opens: '09:00', closes: '17:00' }
const workdays: readonly Weekday[] = weekdays.slice(0, 5)

/** What one begins with, to be changed: nine to five on workdays. */
export function usualHours(): OpeningHours {
  return { week: { monday: [USUAL], tuesday: [USUAL], wednesday: [USUAL], thursday: [USUAL], friday: [USUAL], saturday: [], sunday: [] }, exceptions: [] }
}

/** One more span of a day: after its last, where there is room, for two hours at the most. */
export function withSpan(spans: OpenSpan[]): OpenSpan[] {
  const last = spans.at(-1)
  if (!last) return [USUAL]
  const from = Number(last.closes.slice(0, 2)) + 1
  if (last.closes <= last.opens || from > 22) return [...spans, USUAL]
  return [...spans, { opens: hour(from), closes: hour(Math.min(from + 2, 24)) }]
}

function hour(hours: number): string {
  return `${String(hours).padStart(2, '0')}:00`
}

/** The hours with one day's spans on other days, too. */
export function copied({ week, exceptions }: OpeningHours, from: Weekday, to: readonly Weekday[]): OpeningHours {
  return { week: { ...week, ...Object.fromEntries(to.map((day) => [day, week[from]])) }, exceptions }
}

/** Where a day can be copied to at once. */
export function copyTargets(from: Weekday): { label: string; days: Weekday[] }[] {
  const others = weekdays.filter((day) => day !== from)
  return [
    { label: 'Monday to Friday', days: others.filter((day) => workdays.includes(day)) },
    { label: 'Every other day', days: others },
  ]
}
