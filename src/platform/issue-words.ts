import type { z } from 'zod'

/** What is wrong with a value, in words for the person who typed it; what a schema says itself stays as it is. */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined || issue.input === null) return 'This is needed.'
  if (issue.code === 'too_small') return issue.origin === 'string' && issue.minimum === 1 ? 'This may not be empty.' : `${leastOf(issue.origin)} ${issue.minimum}${unitOf(issue.origin, issue.minimum)}.`
  if (issue.code === 'too_big') return `At most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}.`
  if (issue.code === 'invalid_type') return `This must be ${types[issue.expected] ?? 'of another type'}.`
  if (issue.code === 'invalid_format') return formats[issue.format] ?? 'This is not written as it should be.'
  if (issue.code === 'invalid_value') return `This is none of: ${issue.values.slice(0, 30).join(', ')}.`
  return issue.code === 'unrecognized_keys' ? undefined : 'This is no value that is possible here.'
}

const types: Record<string, string> = {
  string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object', record: 'an object', null: 'null',
}

const formats: Record<string, string> = {
  email: 'This is not an email address.', uuid: 'This is not an id.', date: 'This is not a date such as 2026-01-31.',
  datetime: 'This is not a point in time such as 2026-01-31T09:00:00Z.',
}

function leastOf(origin: string): string {
  return origin === 'number' || origin === 'int' ? 'Not below' : 'At least'
}

function unitOf(origin: string, count: number | bigint): string {
  const one = Number(count) === 1
  if (origin === 'string') return one ? ' character' : ' characters'
  return origin === 'array' ? (one ? ' entry' : ' entries') : ''
}
