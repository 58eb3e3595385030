import { isId } from '#domain/kernel/written.ts'

/** What the address says about importing: which import is on the screen. */
export function readImportSearch({ id }: Record<string, unknown>): { id?: string } {
  return isId(id) ? { id } : {}
}
