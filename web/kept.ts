/** Small things this browser remembers. A browser that may keep nothing is as if it had forgotten. */
export function readKept(name: string): string | undefined {
  try {
    return localStorage.getItem(`docket-${name}`) ?? undefined
  } catch {
    return undefined
  }
}

export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`docket-${name}`)
    else localStorage.setItem(`docket-${name}`, value)
  } catch {
    // Nothing to do: it is only forgotten.
  }
}
