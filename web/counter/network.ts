import { isProblem, Problem } from '../problem.ts'

/** A counter does not wait for a network that says nothing: what takes longer goes on without it. */
const PATIENCE = 8_000

/** Asks, but not for long; a browser that knows it is offline is believed at once. */
export async function reach<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (!navigator.onLine) throw unreachable()
  const signal = AbortSignal.timeout(PATIENCE)
  try {
    return await ask(signal)
  } catch (error) {
    throw signal.aborted && !isProblem(error) ? unreachable() : error
  }
}

/** Whether it was the network, or a server that is not itself: nothing was refused. */
export function isUnreachable(error: unknown): boolean {
  return isProblem(error) && (error.status === 0 || error.status >= 502)
}

function unreachable(): Problem {
  return new Problem('offline', 0, 'Docket cannot be reached right now.')
}
