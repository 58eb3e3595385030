import { Temporal } from 'temporal-polyfill'

export type DateFormat = 'iso' | 'mdy' | 'dmy'

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.+))?$/
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:,?[T ]+(.+))?$/
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d{0,6})?)?\s*([AaPp])?\.?[Mm]?\.?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/

/**
 * The instant a date in a file means, ISO 8601 in UTC; undefined where it is none. Without an offset of its own it is wall
 * time in the organization's zone. A year in front means the same to everyone, so it is understood in every format.
 */
export function readInstant(text: string, format: DateFormat, zone: string): string | undefined {
  const first = YEAR_FIRST.exec(text.trim())
  const last = first ? null : YEAR_LAST.exec(text.trim())
  if (!first && (!last || format === 'iso')) return undefined
  const [year, month, day] = first ? [first[1], first[2], first[3]] : format === 'mdy' ? [last?.[3], last?.[1], last?.[2]] : [last?.[3], last?.[2], last?.[1]]
  const time = readTime((first ?? last)?.[4])
  if (!time || Number(year) < 1970 || Number(year) > 2200) return undefined
  try {
    const wall = Temporal.PlainDateTime.from({ year: Number(year), month: Number(month), day: Number(day), ...time.clock }, { overflow: 'reject' })
    return wall.toZonedDateTime(time.offset ?? zone).toInstant().toString({ smallestUnit: 'millisecond' })
  } catch {
    return undefined
  }
}

type Clock = { clock: { hour: number; minute: number; second: number; millisecond: number }; offset: string | undefined }

function readTime(text: string | undefined): Clock | undefined {
  if (text === undefined) return { clock: { hour: 0, minute: 0, second: 0, millisecond: 0 }, offset: undefined }
  const found = TIME.exec(text.trim())
  if (!found) return undefined
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half, offset] = found
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  return { clock: { hour, minute: Number(minutes), second: Number(seconds), millisecond: Number(fraction.padEnd(3, '0')) }, offset: offset && (/^[+-]/.test(offset) ? offset.replace(/^(...)(\d\d)$/, '$1:$2') : 'UTC') }
}

/** The format that fits all of these dates; a file that fits both ways is read as its organization's country writes. */
export function guessDateFormat(samples: string[], country: string): DateFormat {
  const written = samples.filter(Boolean)
  const fits = (format: DateFormat) => written.length > 0 && written.every((text) => readInstant(text, format, 'UTC') !== undefined)
  if (fits('iso')) return 'iso'
  const home: DateFormat[] = country === 'US' ? ['mdy', 'dmy'] : ['dmy', 'mdy']
  return home.find(fits) ?? 'iso'
}
