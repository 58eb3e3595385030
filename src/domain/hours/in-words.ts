import { Temporal } from 'temporal-polyfill'
import { capitalised } from '../kernel/capitalised.ts'
import { weekdays, type OpeningHours, type OpenSpan } from './opening-hours.ts'

// Nearer than that nobody takes one January for another.
const HALF_A_YEAR = 183

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** An instant as one says it, in wall time: “18:00” today, “Monday 09:00” within a week, “Monday 4 January 09:00” after that, with its year where that is far away. */
export function momentInWords(instant: string, now: string, zone: string): string {
  const [then, here] = [Temporal.Instant.from(instant).toZonedDateTimeISO(zone), Temporal.Instant.from(now).toZonedDateTimeISO(zone)]
  const time = then.toPlainTime().toString({ smallestUnit: 'minute' })
  const days = here.toPlainDate().until(then.toPlainDate(), { largestUnit: 'days' }).days
  if (days === 0) return time
  const weekday = capitalised(weekdays[then.dayOfWeek - 1] ?? 'monday')
  if (days > 0 && days < 7) return `${weekday} ${time}`
  return `${weekday} ${then.day} ${months[then.month - 1] ?? ''}${Math.abs(days) < HALF_A_YEAR ? '' : ` ${then.year}`} ${time}`
}

/** Opening hours, a line for each day: “Monday 09:00–12:00, 13:00–18:00”. */
export function hoursInWords(hours: OpeningHours | null): string {
  if (hours === null) return 'Always open'
  return Object.entries(hoursByDay(hours)).map(([day, spans]) => `${day} ${spans}`).join('\n')
}

/** What is open on each day of the week, and on each that is not as usual; nothing where it is always open. */
export function hoursByDay(hours: OpeningHours | null | undefined): Record<string, string> {
  if (!hours) return {}
  const usual = weekdays.map((day) => [capitalised(day), spansInWords(hours.week[day])])
  return Object.fromEntries([...usual, ...hours.exceptions.map(({ on, name, spans }) => [`${on}${name ? ` (${name})` : ''}`, spansInWords(spans)])]) as Record<string, string>
}

function spansInWords(spans: OpenSpan[]): string {
  return spans.length === 0 ? 'closed' : spans.map(({ opens, closes }) => `${opens}–${closes}`).join(', ')
}
