/** What the address says about importing: which import is on the screen. */
export function readImportSearch({ id }: Record<string, unknown>): { id?: string } {
  return typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) ? { id } : {}
}
