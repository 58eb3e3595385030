/** A key as a person reads it: `in_progress` is "In progress". */
export function spelled(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1).replaceAll(/[_-]/g, ' ')
}
