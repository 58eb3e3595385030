/**
 * Time limits of tests hold for what is tested, not for what else the machine does meanwhile: work that computes is timed by the
 * processor time of its thread, and work that waits for others by the fastest of a few rounds, as what is slow is slow each time.
 */

/** Milliseconds of processor time that the work took of this thread. */
export function processorTime(work: () => void): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}

/** Milliseconds of the fastest of so many rounds; the rounds follow one another, and the first below `enough` is the last. */
export async function fastest(rounds: number, enough: number, round: (n: number) => Promise<unknown>): Promise<number> {
  let best = Infinity
  for (let n = 0; n < rounds && best >= enough; n++) {
    const began = performance.now()
    await round(n)
    best = Math.min(best, performance.now() - began)
  }
  return best
}
