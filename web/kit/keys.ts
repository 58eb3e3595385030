import { capitalised } from '#domain/kernel/capitalised.ts'

/** A key made from a name, unlike those that are taken: "Walk-in repair" is `walk-in-repair`. Nobody ever reads it. */
export function keyFrom(name: string, taken: Iterable<string>, otherwise = 'entry'): string {
  const plain = plainOf(name).replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 55).replace(/-+$/, '') || otherwise
  return unlike(plain, new Set(taken), '-')
}

/** The same for what is written in one word: "Serial no." is `serialNo`. */
export function wordFrom(name: string, taken: Iterable<string>, otherwise = 'question'): string {
  const [first = '', ...rest] = plainOf(name).split(/[^a-z0-9]+/).filter(Boolean)
  const joined = (first + rest.map((word) => capitalised(word)).join('')).replace(/^\d+/, '').slice(0, 55)
  const word = joined.charAt(0).toLowerCase() + joined.slice(1)
  return unlike(word || otherwise, new Set(taken), '')
}

function plainOf(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

function unlike(key: string, taken: ReadonlySet<string>, between: string): string {
  if (!taken.has(key)) return key
  for (let i = 2; ; i++) if (!taken.has(`${key}${between}${i}`)) return `${key}${between}${i}`
}
