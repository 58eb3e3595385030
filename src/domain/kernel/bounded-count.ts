/**
 * Where nothing keeps count, counting stops here: nobody needs the exact number beyond it, and finding it would cost more than what is
 * counted. What is more is one more than this, whatever it is.
 */
export const MOST_COUNTED = 10_000

/** A count as it reads: exact, or “more than 10,000” where counting stopped. */
export function countInWords(count: number): string {
  return count > MOST_COUNTED ? `more than ${grouped(MOST_COUNTED)}` : grouped(count)
}

/** A count that is exact, however many they are. */
export function grouped(count: number): string {
  return count.toLocaleString('en')
}
