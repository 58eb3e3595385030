/** What of the Status Library is on the screen, as its address says. */
export type StatusSearch = { scope?: 'line_item'; q?: string; retired?: 'shown'; edit?: string; add?: 'yes' }

export function readStatusSearch(search: Record<string, unknown>): StatusSearch {
  const { q, edit } = search
  return {
    ...(search['scope'] === 'line_item' ? { scope: 'line_item' } : {}),
    ...(typeof q === 'string' && q !== '' ? { q: q.slice(0, 200) } : {}),
    ...(search['retired'] === 'shown' ? { retired: 'shown' } : {}),
    ...(typeof edit === 'string' && edit !== '' ? { edit } : {}),
    ...(search['add'] === 'yes' ? { add: 'yes' } : {}),
  }
}
