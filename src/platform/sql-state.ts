import { Refusal } from '#domain/kernel/refusal.ts'

// The backstop: what the schemas should have caught first, by SQLSTATE. Anything else is a defect and stays one.
const unfit = new Set(['22021', '22P05', '22P02', '22003', '22008', '22001', '2201W', '2201X', '2201B', '42601', '54000', '54001'])

/** Translates what PostgreSQL refused into a refusal people can act on; undefined for anything that is not theirs to mend. */
export function refusalOfSqlState(error: unknown): Refusal | undefined {
  const { code, detail, message } = error as { code?: string; detail?: string; message?: string }
  // The driver says without a code that it lost or could not get a connection.
  if (typeof code !== 'string' && /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/.test(message ?? '')) return unavailable()
  if (error instanceof Refusal || typeof code !== 'string') return undefined
  if (code === 'DK409') return new Refusal('insufficient-stock', `There is not enough of ${detail ?? 'a product'} in stock.`, [], detail ? { sku: detail } : {})
  if (code === 'DK412') return new Refusal('precondition-failed', 'Somebody changed this at the same moment. Read it again, then repeat your change.')
  if (unfit.has(code)) return new Refusal('validation-failed', 'The request holds a value that cannot be stored.')
  if (code === '23505') return new Refusal('duplicate', 'This exists already.')
  if (code === '23514' || code === '23503') return new Refusal('validation-failed', 'The request refers to something that is not there, or breaks a rule of the record.')
  if (isRowSecurityBreach(error)) return Object.assign(new Refusal('not-found', 'There is no such thing here.'), { cause: error })
  if (code === '55P03') return new Refusal('idempotency-in-progress', 'The same thing is being changed right now. Ask again in a moment.', [], { retryAfter: 1 })
  if (code === '40001' || code === '40P01' || code === '53100' || code === '53300' || code === '57P01' || code === '57P03' || code.startsWith('08') || /^E(?!RR_)/.test(code)) {
    return unavailable()
  }
  return undefined
}

/** Whether the database refused what the program should not have asked for: the last wall held, and one before it did not. */
export function isRowSecurityBreach(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === '42501'
}

/** What has to be asked again later, because the database does not answer, or too much is asked of it. */
export function unavailable(): Refusal {
  return new Refusal('unavailable', 'The database cannot answer right now. Ask again in a moment.', [], { retryAfter: 2 })
}
