import { z } from 'zod'
import { capitalised } from '../kernel/capitalised.ts'
import * as s from '../kernel/schema.ts'

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]

/** The day that follows ends at 24:00, which no clock shows: midnight as a closing time, not as an opening one. */
export const MIDNIGHT = '24:00'
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

/** Open from one wall time to another; one that closes earlier than it opens runs past midnight. */
export const openSpan = z.strictObject({
  opens: z.string().max(5).regex(TIME, 'Use a time like 09:00.'),
  closes: z.string().max(5).refine((time) => time === MIDNIGHT || TIME.test(time), 'Use a time like 18:00; midnight is 24:00.'),
})
const spans = z.array(openSpan).max(6)

/** A day that is not as its weekday usually is: other hours, or none. */
export const exceptionalDay = z.strictObject({ on: s.date, name: s.line(60).optional(), spans })

/** When a business is open, in wall time of its zone. A span belongs to the day it begins on, so one past midnight runs on into a holiday. */
export const openingHours = z.strictObject({
  week: z.strictObject({ monday: spans, tuesday: spans, wednesday: spans, thursday: spans, friday: spans, saturday: spans, sunday: spans }),
  exceptions: z.array(exceptionalDay).max(366).default([]),
}).superRefine((hours, context) => {
  for (const { path, code, message } of faultsOfHours(hours)) context.addIssue({ code: 'custom', path, message, params: { code } })
})

export type OpenSpan = z.infer<typeof openSpan>
export type ExceptionalDay = z.infer<typeof exceptionalDay>
export type OpeningHours = z.infer<typeof openingHours>

const DAY = 1440

type Fault = { path: (string | number)[]; code: string; message: string }

/** What is wrong with opening hours, at the very field: spans that are empty or overlap, days that are excepted twice. */
function faultsOfHours({ week, exceptions }: { week: Record<Weekday, OpenSpan[]>; exceptions: ExceptionalDay[] }): Fault[] {
  const ofWeek = weekdays.flatMap((day, i) => {
    const before = weekdays[(i + 6) % 7] ?? 'sunday'
    const fromBefore = week[before].map((span) => ({ ...minutesOf(span), said: `${inWords(span)} of ${capitalised(before)}` })).filter(({ to }) => to > DAY)
    return faultsOfSpans(week[day], ['week', day], fromBefore.map(({ to, said }) => ({ from: 0, to: to - DAY, said })))
  })
  const ofDays = exceptions.flatMap(({ on, spans: own }, i) => [
    ...(exceptions.findIndex((other) => other.on === on) < i ? [{ path: ['exceptions', i, 'on'], code: 'duplicate', message: `${on} is there twice.` }] : []),
    ...faultsOfSpans(own, ['exceptions', i, 'spans'], []),
  ])
  return [...ofWeek, ...ofDays]
}

type Taken = { from: number; to: number; said: string }

function faultsOfSpans(list: OpenSpan[], path: (string | number)[], before: Taken[]): Fault[] {
  const taken = [...before]
  return list.flatMap((span, i): Fault[] => {
    if (span.opens === span.closes) return [{ path: [...path, i, 'closes'], code: 'empty', message: `It opens and closes at ${span.opens}. For a whole day write 00:00 to 24:00.` }]
    const { from, to } = minutesOf(span)
    const other = taken.find((one) => from < one.to && one.from < to)
    taken.push({ from, to, said: inWords(span) })
    return other ? [{ path: [...path, i, 'opens'], code: 'overlap', message: `${inWords(span)} overlaps ${other.said}.` }] : []
  })
}

/** Minutes of the day it begins on; beyond 1440 it is the next morning. */
function minutesOf({ opens, closes }: OpenSpan): { from: number; to: number } {
  const [from, to] = [minuteOf(opens), minuteOf(closes)]
  return { from, to: to <= from ? to + DAY : to }
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

export function isOvernight({ opens, closes }: OpenSpan): boolean {
  return closes <= opens
}

function inWords({ opens, closes }: OpenSpan): string {
  return `${opens}–${closes}`
}
