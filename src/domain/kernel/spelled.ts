import { capitalised } from './capitalised.ts'

/** A key as a person reads it: `in_progress` is "In progress", `trackingNumber` is "Tracking number". */
export function spelled(key: string): string {
  return capitalised(key.replaceAll(/[_-]/g, ' ').replaceAll(/(?<=[a-z0-9])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`))
}
