import { refuseField, type FieldError } from '../kernel/refusal.ts'
import type { Numbering, OrderType } from '../workflows/schema.ts'

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

/**
 * Numbers are never used twice, so an order type that counts by itself needs a beginning that no other's numbers can have. Those
 * that all count with the organization never meet, as every count is used once.
 */
export function errorsOfCollidingNumbers(orderType: Pick<OrderType, 'key' | 'name' | 'numbering'>, all: Pick<OrderType, 'key' | 'name' | 'numbering'>[]): FieldError[] {
  return all.flatMap((other) => {
    if (other.key === orderType.key || (orderType.numbering.sequence === 'organization' && other.numbering.sequence === 'organization')) return []
    if (!mayBeginAlike(tokensOf(orderType.numbering), tokensOf(other.numbering))) return []
    return [{ pointer: '/numbering/pattern', code: 'duplicate', message: `“${other.name}” has numbers that look the same (${other.numbering.pattern}). Give these another beginning.` }]
  })
}

/** Whether a number cannot be told without saying at which location. */
export function needsLocation({ pattern, perLocation }: Pick<Numbering, 'pattern' | 'perLocation'>): boolean {
  return perLocation || pattern.includes('{location}')
}

/**
 * The location an order is taken at: the one that is named, or the only one there is. Refuses one that is not there, and none
 * where the number shows it and there is more than one to choose from, or none at all.
 */
export function locationFor<L extends { key: string; name: string }>({ name, numbering }: Pick<OrderType, 'name' | 'numbering'>, locations: L[], named: string | undefined): L | undefined {
  if (named !== undefined) return locationNamed(locations, named)
  if (locations.length === 1) return locations[0]
  if (!needsLocation(numbering)) return undefined
  if (locations.length === 0) return refuseField('/location', 'required', `Numbers of “${name}” show the location, and there is none yet. Add one in Settings.`)
  return refuseField('/location', 'required', `Say at which location: ${locations.map((location) => location.name).join(', ')}. Numbers of “${name}” show it.`)
}

export function locationNamed<L extends { key: string }>(locations: L[], named: string): L {
  return locations.find(({ key }) => key === named) ?? refuseField('/location', 'unknown', `There is no location “${named}”.`)
}

const SEQUENCE = /\{sequence(?::(\d))?\}/

function shown(pattern: string, at: NumberedAt, sequence: (digits: number) => string): string {
  return pattern
    .replace(SEQUENCE, (_, digits: string | undefined) => sequence(Number(digits ?? 1)))
    .replaceAll('{year}', at.year).replaceAll('{month}', at.month).replaceAll('{location}', at.location)
}

/** A beginning as what may stand at each place: one of a few characters, or (a location's code) one or more of them. */
type Place = { of: RegExp; text: string; repeats: boolean }

const digit: Place = { of: /\d/, text: '', repeats: false }

function tokensOf({ pattern }: Pick<Numbering, 'pattern'>): Place[] {
  const beginning = pattern.slice(0, Math.max(pattern.search(SEQUENCE), 0))
  return beginning.split(/(\{[a-z]+\})/).flatMap((part): Place[] => {
    if (part === '{year}') return [digit, digit, digit, digit]
    if (part === '{month}') return [digit, digit]
    if (part === '{location}') return [{ of: /[A-Za-z0-9]/, text: '', repeats: true }]
    return Array.from(part, (text) => ({ of: /(?!)/, text, repeats: false }))
  })
}

/** Whether some text fits both; a place that repeats may swallow the other's, one at a time. */
function mayBeginAlike(one: Place[], other: Place[], seen = new Set<string>()): boolean {
  const state = `${one.length} ${other.length}`
  const [a, ...restOfOne] = one
  const [b, ...restOfOther] = other
  if (!a || !b) return !a && !b
  if (seen.has(state) || !meet(a, b)) return false
  seen.add(state)
  return mayBeginAlike(restOfOne, restOfOther, seen)
    || (a.repeats && mayBeginAlike(one, restOfOther, seen))
    || (b.repeats && mayBeginAlike(restOfOne, other, seen))
}

function meet(a: Place, b: Place): boolean {
  if (a.text && b.text) return a.text === b.text
  if (a.text) return b.of.test(a.text)
  return b.text ? a.of.test(b.text) : true
}
