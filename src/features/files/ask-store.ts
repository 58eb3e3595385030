import { Refusal } from '#domain/kernel/refusal.ts'

/** What a store answers. One that does not is said to be away, and why is for whoever reads the log. */
export async function askStore<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error: unknown) => refuseAway(error))
}

/** The same for bytes as they come. */
export async function* piecesFrom(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* bytes
  } catch (error) {
    refuseAway(error)
  }
}

function refuseAway(cause: unknown): never {
  throw Object.assign(new Refusal('unavailable', 'Files cannot be reached right now. Ask again in a moment.', [], { retryAfter: 5 }), { cause })
}
