import { sql } from 'kysely'
import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import { removeStatus as contract } from '#domain/workflows/contract.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { lockProcess } from './lock-process.ts'
import { forgetStatusLibrary } from './status-library.ts'
import { readStatuses, removeStatusRow, type StatusRow } from './status-rows.ts'

/** Removes a status that nothing ever used; whatever was used stays, and can be retired. */
export const removeStatus = operation(contract, async (scope, { key }) => {
  await lockProcess(scope)
  const status = (await readStatuses(scope)).find((one) => one.key === key) ?? refuseUnknown('status')
  const user = await findUser(scope, status)
  if (user) refuse('in-use', `“${status.name}” cannot be removed: ${user}. Retire it, and it is no longer offered.`)
  await removeStatusRow(scope, status)
  forgetStatusLibrary(scope)
  record(scope, 'status.changed', { statusId: status.id, name: status.name, changed: ['removed'] })
  return {}
})

/**
 * What uses it or ever did, in words. Orders and their events only ever name statuses of a workflow they went through, and no
 * published version is ever forgotten: so the versions speak for every order there has been.
 */
async function findUser(scope: Scope, { id, key }: StatusRow): Promise<string | undefined> {
  const step = JSON.stringify([{ status: key }])
  const { rows } = await sql<{ words: string }>`
    SELECT words FROM (
      SELECT 1 AS rank, format('version %s of “%s” has it', version, definition->>'name') AS words FROM workflow_version WHERE organization_id = ${scope.organizationId} AND definition->'steps' @> ${step}::jsonb
      UNION ALL SELECT 2, format('the draft of “%s” has it', definition->>'name') FROM draft WHERE organization_id = ${scope.organizationId} AND kind = 'workflow' AND definition->'steps' @> ${step}::jsonb
      UNION ALL SELECT 3, format('the view “%s” shows it', definition->>'name') FROM view WHERE organization_id = ${scope.organizationId}
        AND jsonb_path_exists(definition, '$.**.status[*] ? (@ == $key)', jsonb_build_object('key', ${key}::text))
      UNION ALL (SELECT 4, 'an order stands there' FROM orders WHERE organization_id = ${scope.organizationId} AND status_id = ${id} LIMIT 1)
      UNION ALL (SELECT 5, 'a line item stands there' FROM line_item WHERE organization_id = ${scope.organizationId} AND status_id = ${id} LIMIT 1)
    ) users ORDER BY rank, words DESC LIMIT 1`.execute(scope.db)
  return rows[0]?.words
}
