/** Addresses people can read and type: `?status=shipped&status=ready&q=4477`, where the router would write JSON. */

export type QueryMembers = Record<string, string | string[]>

export function readQuery(query: string): QueryMembers {
  const members: QueryMembers = {}
  for (const [name, value] of new URLSearchParams(query)) {
    const before = members[name]
    members[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
  }
  return members
}

export function writeQuery(members: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  return query.size > 0 ? `?${query}` : ''
}
