import { changedMembers, isSame } from '../kernel/same.ts'

type Keyed = { key: string; name?: string; label?: string; title?: string }

/** How one description differs from another, a sentence for each thing: what was added, taken out, changed or moved. */
export function differencesOf(before: object, after: object): string[] {
  const [from, to] = [before, after] as [Record<string, unknown>, Record<string, unknown>]
  return changedMembers(before, after).flatMap((member) => differencesIn(inWords(member), from[member], to[member]))
}

/** The same of two values that stand under a heading of their own, and so need not be named once more. */
export function differencesBetween(from: unknown, to: unknown): string[] {
  return differencesIn('', from, to)
}

function differencesIn(member: string, from: unknown, to: unknown): string[] {
  if (isKeyedList(from) && isKeyedList(to)) return differencesInList(member, from, to)
  if (isRecord(from) && isRecord(to)) return differencesOf(from, to).map((difference) => of(member, difference))
  if (isPlain(from) && isPlain(to)) return [of(member, `${shown(from)} becomes ${shown(to)}`)]
  return [member === '' ? 'changes' : `${member} changes`]
}

function differencesInList(member: string, from: Keyed[], to: Keyed[]): string[] {
  const before = new Map(from.map((entry) => [entry.key, entry]))
  const after = new Map(to.map((entry) => [entry.key, entry]))
  const kept = to.filter(({ key }) => before.has(key))
  const [added, gone] = [to.filter(({ key }) => !before.has(key)), from.filter(({ key }) => !after.has(key))]
  const differences = [
    ...(added.length > 0 ? [of(member, `adds ${listed(added)}`)] : []),
    ...(gone.length > 0 ? [of(member, `takes out ${listed(gone)}`)] : []),
    ...kept.flatMap((entry) => differencesOf(before.get(entry.key) ?? {}, entry).map((difference) => of(member === '' ? `“${called(entry)}”` : `${member}, “${called(entry)}”`, difference))),
  ]
  const orderBefore = from.filter(({ key }) => after.has(key)).map(({ key }) => key)
  return isSame(orderBefore, kept.map(({ key }) => key)) ? differences : [...differences, of(member, 'another order')]
}

function of(member: string, difference: string): string {
  return member === '' ? difference : `${member}: ${difference}`
}

function listed(entries: Keyed[]): string {
  return entries.map((entry) => `“${called(entry)}”`).join(', ')
}

function called(entry: Keyed): string {
  return entry.name ?? entry.label ?? entry.title ?? entry.key
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : `“${value.join(', ')}”`
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : `“${typeof value === 'string' ? value : JSON.stringify(value)}”`
}

function inWords(member: string): string {
  return member.replace(/[A-Z]/g, (letter, at) => (at === 0 ? letter : ` ${letter.toLowerCase()}`))
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every((entry) => typeof entry !== 'object') : typeof value !== 'object' || value === null
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isKeyedList(value: unknown): value is Keyed[] {
  return Array.isArray(value) && value.every((entry: unknown) => isRecord(entry) && 'key' in entry)
}
