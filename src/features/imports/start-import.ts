import { sql } from 'kysely'
import { startImport as contract } from '#domain/imports/contract.ts'
import { addJob } from '#platform/jobs.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { checkMapping } from './check-mapping.ts'
import { getImportRow, shownImport } from './import-rows.ts'
import { fingerprintOf } from './receive-file.ts'
import { refuseUnlessStartable } from './refuse-unless-startable.ts'

// It is tried for half an hour, later each time; then whoever waits for it hears that it stopped.
const TRIES = 8

/** Begins an import in the background, or goes on with one that stopped, and remembers how such a file is read. */
export const startImport = operation(contract, async (scope, { id, mapping }) => {
  const row = await getImportRow(scope, id, sql`FOR UPDATE`)
  await refuseUnlessStartable(scope, row)
  await checkMapping(scope, mapping, row)
  await sql`UPDATE import SET state = 'running', failed_because = NULL, finished_at = NULL, mapping = ${JSON.stringify(mapping)}::jsonb, actor = ${JSON.stringify(scope.actor)}::jsonb WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
  await sql`INSERT INTO import_mapping (organization_id, fingerprint, mapping) VALUES (${scope.organizationId}, decode(${fingerprintOf(row.columns)}, 'hex'), ${JSON.stringify(mapping)}::jsonb)
    ON CONFLICT (organization_id, fingerprint) DO UPDATE SET mapping = excluded.mapping`.execute(scope.db)
  record(scope, 'import.started', { importId: id, fileName: row.fileName })
  await addJob(scope, 'import.run', { organizationId: scope.organizationId, importId: id }, { key: `import ${id}`, queue: `import ${scope.organizationId}`, tries: TRIES })
  return shownImport(await getImportRow(scope, id))
})
