/**
 * Waits for all of them and gives what each answered, or throws the first one's failure. Unlike Promise.all it never goes on
 * while one is still at work: what is asked on one connection has ended before its transaction does.
 */
export async function together<T extends readonly unknown[]>(...asked: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(asked)
  return Promise.all(asked)
}
