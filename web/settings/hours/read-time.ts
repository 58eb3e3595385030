import { MIDNIGHT } from '#domain/hours/opening-hours.ts'

/** The time somebody typed, as 09:00; what is no time stays as it was typed, to be told. Midnight closes a day and begins one. */
export function readTime(typed: string, end: 'opens' | 'closes'): string {
  const found = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm|a|p)?$/i.exec(typed.trim())
  if (!found) return typed.trim().slice(0, 5)
  const [, hour = '', minutes = '00', half] = found
  const isLate = half?.toLowerCase().startsWith('p') === true
  const hours = half ? (Number(hour) % 12) + (isLate ? 12 : 0) : Number(hour)
  const time = `${String(hours).padStart(2, '0')}:${minutes}`
  return time === '00:00' && end === 'closes' ? MIDNIGHT : time === MIDNIGHT && end === 'opens' ? '00:00' : time
}
