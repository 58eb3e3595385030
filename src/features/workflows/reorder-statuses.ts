import { sql } from 'kysely'
import { reorderStatuses as contract } from '#domain/workflows/design-contract.ts'
import { refuseErrors } from '#domain/kernel/refusal.ts'
import { saidTwice } from '#domain/kernel/said-twice.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { lockProcess } from './lock-process.ts'
import { shownStatusesOf } from './shown-statuses.ts'
import { forgetStatusLibrary } from './status-library.ts'
import { readStatuses, type StatusRow } from './status-rows.ts'

/** Puts the library in another order: first what is named, then the rest as it was. */
export const reorderStatuses = operation(contract, async (scope, { keys }) => {
  await lockProcess(scope)
  const before = await readStatuses(scope)
  refuseErrors([
    ...keys.flatMap((key, i) => (before.some((status) => status.key === key) ? [] : [{ pointer: `/keys/${i}`, code: 'unknown', message: `There is no status “${key}”.` }])),
    ...saidTwice('keys', keys, null),
  ])
  const named = keys.flatMap((key) => before.filter((status) => status.key === key))
  const after = [...named, ...before.filter(({ key }) => !keys.includes(key))].map((status, i): StatusRow => ({ ...status, position: i + 1 }))
  const isMoved = after.some(({ key }, i) => before[i]?.key !== key)
  if (isMoved) {
    await sql`UPDATE status s SET position = n.position FROM unnest(${after.map(({ id }) => id)}::uuid[]) WITH ORDINALITY n(id, position)
      WHERE s.organization_id = ${scope.organizationId} AND s.id = n.id`.execute(scope.db)
    forgetStatusLibrary(scope)
    record(scope, 'status.reordered', { keys: after.map(({ key }) => key) })
  }
  return { items: await shownStatusesOf(scope, isMoved ? after : before) }
})
