/** What the address says about the activity log. */
export function readActivitySearch(search: Record<string, unknown>): { type?: string[] } {
  const types = [search['type']].flat().filter((type): type is string => typeof type === 'string' && /^[a-z_]+\.[a-z_]+$/.test(type))
  return types.length > 0 ? { type: types } : {}
}
