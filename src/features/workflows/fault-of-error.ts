import type { FieldError } from '#domain/kernel/refusal.ts'

/** An error of a field as a review lists it, beside the faults of the way. */
export function faultOfError({ code, message }: FieldError): { code: string; step: string | null; message: string; path: string[] } {
  return { code, step: null, message, path: [] }
}
