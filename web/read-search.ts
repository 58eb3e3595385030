/** How the members of an address are read: what cannot be meant is as if it were not there, so that an old link still opens. */

export function word(value: unknown, longest = 100): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined
}

export function words(value: unknown): string[] | undefined {
  const list = [value].flat().filter((one): one is string => typeof one === 'string' && one !== '')
  return list.length > 0 ? list : undefined
}

export function among<T extends string>(value: unknown, known: readonly T[]): T[] | undefined {
  const list = words(value)?.filter((one): one is T => (known as readonly string[]).includes(one))
  return list && list.length > 0 ? list : undefined
}

export function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return among(value, known)?.[0]
}

/** What is not set is not written into the address. */
export function withoutEmpty<T extends object>(search: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== '')) as { [K in keyof T]?: NonNullable<T[K]> }
}
