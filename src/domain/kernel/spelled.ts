import { capitalised } from './capitalised.ts'

/** A key as a person reads it: `in_progress` is "In progress". */
export function spelled(key: string): string {
  return capitalised(key.replaceAll(/[_-]/g, ' '))
}
