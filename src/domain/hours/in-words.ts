import { Temporal } from 'temporal-polyfill'
import { capitalised } from '../kernel/capitalised.ts'
import { weekdays, type OpeningHours, type OpenSpan } from './opening-hours.ts'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** An instant as one says it, in wall time: “18:00” today, “Monday 09:00” within a week, “Monday 4 January 09:00” after that. */
export function momentInWords(instant: string, now: string, zone: string): string {
  const [then, here] = [Temporal.Instant.from(instant).toZonedDateTimeISO(zone), Temporal.Instant.from(now).toZonedDateTimeISO(zone)]
  const time = then.toPlainTime().toString({ smallestUnit: 'minute' })
  const days = here.toPlainDate().until(then.toPlainDate(), { largestUnit: 'days' }).days
  if (days === 0) return time
  const weekday = capitalised(weekdays[then.dayOfWeek - 1] ?? 'monday')
  return days > 0 && days < 7 ? `${weekday} ${time}` : `${weekday} ${then.day} ${months[then.month - 1] ?? ''} ${time}`
}

/** Opening hours, a line for each day: “Monday 09:00–12:00, 13:00–18:00”. */
export function hoursInWords(hours: OpeningHours | null): string {
  if (hours === null) return 'Always open'
  const usual = weekdays.map((day) => `${capitalised(day)} ${spansInWords(hours.week[day])}`)
  return [...usual, ...hours.exceptions.map(({ on, name, spans }) => `${on}${name ? ` (${name})` : ''} ${spansInWords(spans)}`)].join('\n')
}

function spansInWords(spans: OpenSpan[]): string {
  return spans.length === 0 ? 'closed' : spans.map(({ opens, closes }) => `${opens}–${closes}`).join(', ')
}
