import { sql } from 'kysely'
import { refuseField } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

export type Person = { id: string; name: string }

/** The names of members, by id; whoever is not in the answer is no member of this organization. */
export async function peopleByIds(scope: Scope, ids: Iterable<string>): Promise<Map<string, Person & { isActive: boolean }>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<Person & { isActive: boolean }>`SELECT id, name, is_active AS "isActive" FROM member
    WHERE organization_id = ${scope.organizationId} AND id = ANY(${wanted}::uuid[])`.execute(scope.db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Refuses to assign somebody who does not work here (any more). */
export async function refuseUnlessActiveMembers(scope: Scope, ids: string[], pointerTo: (i: number) => string): Promise<void> {
  const people = await peopleByIds(scope, ids)
  ids.forEach((id, i) => {
    if (!people.get(id)?.isActive) refuseField(pointerTo(i), 'unknown', 'There is no such active member.')
  })
}
