/** The list with one entry somewhere else; past its ends is its end. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const [entry, rest] = [list[from], list.filter((_, i) => i !== from)]
  return entry === undefined ? [...list] : rest.toSpliced(Math.max(to, 0), 0, entry)
}

/** The list with one entry replaced. */
export function replaced<T>(list: readonly T[], at: number, entry: T): T[] {
  return list.map((other, i) => (i === at ? entry : other))
}

/** The list with one entry left out. */
export function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, i) => i !== at)
}
