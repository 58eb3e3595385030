import type { FieldError } from '../kernel/refusal.ts'
import type { Numbering } from '../workflows/schema.ts'

/** What a number may show besides its place in the sequence: the day, in the organization's zone, and the location's code. */
export type NumberedAt = { year: string; month: string; location: string }

/** An order's number as people read it: `R-2026-0042`. */
export function orderNumberOf({ pattern }: Pick<Numbering, 'pattern'>, at: NumberedAt, sequence: number): string {
  return shown(pattern, at, (digits) => String(sequence).padStart(digits, '0'))
}

/** What stands before the sequence: two numbers with the same digits behind different beginnings are different numbers. */
export function numberBeginning({ pattern }: Pick<Numbering, 'pattern'>, at: NumberedAt): string {
  return shown(pattern.slice(0, Math.max(pattern.search(SEQUENCE), 0)), at, () => '')
}

/** The name of the sequence that counts it; null for the organization's own. */
export function seriesOf(orderType: string, { sequence, restarts, perLocation }: Numbering, at: NumberedAt): string | null {
  if (sequence === 'organization') return null
  return [orderType, restarts === 'yearly' ? at.year : '', perLocation ? at.location : ''].join('|')
}

/** What is wrong with a numbering: it must count, and show whatever it begins anew with. */
export function errorsOfNumbering({ pattern, sequence, restarts, perLocation }: Numbering): FieldError[] {
  const errors: FieldError[] = []
  const find = (code: string, message: string) => errors.push({ pointer: '/numbering/pattern', code, message })
  const tokens = [...pattern.matchAll(/\{([^}]*)\}/g)].map(([, token = '']) => token)
  for (const token of tokens) if (!/^(sequence(:[1-9])?|year|month|location)$/.test(token)) find('unknown', `There is no {${token}}. Use {sequence}, {sequence:4}, {year}, {month} or {location}.`)
  if (/[{}]/.test(pattern.replace(/\{[^{}]*\}/g, ''))) find('invalid', 'A { or } stands alone.')
  if (tokens.filter((token) => token.startsWith('sequence')).length !== 1) find('required', 'The pattern shows {sequence} exactly once.')
  else if (!/\{sequence(:\d)?\}$/.test(pattern)) find('invalid', '{sequence} stands at the end, so that numbers can grow.')
  else if (/[\d}]\{sequence/.test(pattern)) find('invalid', 'Put a letter or a sign before {sequence}, so that it cannot be taken for part of what stands before it.')
  if (sequence === 'own' && !/[^\d{]/.test(pattern.replace(/\{sequence(:\d)?\}/, ''))) find('invalid', 'A sequence of its own needs a beginning of its own, such as R-.')
  if (sequence === 'organization' && (restarts === 'yearly' || perLocation)) find('invalid', 'Only a sequence of its own can begin anew every year or count by location.')
  if (restarts === 'yearly' && !tokens.includes('year')) find('invalid', 'Numbers that begin anew every year must show the {year}.')
  if (perLocation && !tokens.includes('location')) find('invalid', 'Numbers that count by location must show the {location}.')
  return errors
}

const SEQUENCE = /\{sequence(?::(\d))?\}/

function shown(pattern: string, at: NumberedAt, sequence: (digits: number) => string): string {
  return pattern
    .replace(SEQUENCE, (_, digits: string | undefined) => sequence(Number(digits ?? 1)))
    .replaceAll('{year}', at.year).replaceAll('{month}', at.month).replaceAll('{location}', at.location)
}
