import type { Show } from './show-for.ts'
import { instantOf } from './wall-time.ts'

/** A plain answer (or a field's value) in words; amounts are minor units, times without a zone are the organization's. */
export function plainAnswer(kind: string, value: unknown, unit: string | undefined, place: { currency: string; timeZone: string }, show: Show): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'number' && kind === 'money') return show.money({ amount: value, currency: place.currency })
  if (typeof value === 'number') return [show.number(value), unit].filter(Boolean).join(' ')
  if (typeof value === 'string' && /^(date|date_time|due_date|schedule)$/.test(kind)) return momentInWords(value, place.timeZone, show)
  return typeof value === 'string' ? value : ''
}

function momentInWords(value: string, timeZone: string, show: Show): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return show.day(`${value}T12:00:00Z`)
  const isInstant = /(Z|[+-]\d{2}:\d{2})$/.test(value)
  return show.dateTime(isInstant ? value : instantOf(value, timeZone))
}
