/** An error the operator can act on: `main.ts` and the scripts print its words alone, without a stack. */
export function cannotStart(message: string, cause?: unknown): Error {
  const error = new Error(message, cause === undefined ? undefined : { cause })
  error.name = 'CannotStart'
  return error
}

/** Whether an error already says everything the operator needs. */
export function isCannotStart(error: unknown): error is Error {
  return error instanceof Error && error.name === 'CannotStart'
}
