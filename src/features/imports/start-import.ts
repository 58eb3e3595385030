import { sql } from 'kysely'
import { startImport as contract } from '#domain/imports/contract.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { addJob } from '#platform/jobs.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { checkMapping } from './check-mapping.ts'
import { getImportRow, shownImport } from './import-rows.ts'
import { fingerprintOf } from './receive-file.ts'

/** Begins an import in the background, and remembers how such a file is read. */
export const startImport = operation(contract, async (scope, { id, mapping }) => {
  const row = await getImportRow(scope, id, sql`FOR UPDATE`)
  if (row.state !== 'uploaded') refuse('in-use', 'This import has been started already.')
  await checkMapping(scope, mapping, row.columns)
  await sql`UPDATE import SET state = 'running', mapping = ${JSON.stringify(mapping)}::jsonb, actor = ${JSON.stringify(scope.actor)}::jsonb WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
  await sql`INSERT INTO import_mapping (organization_id, fingerprint, mapping) VALUES (${scope.organizationId}, decode(${fingerprintOf(row.columns)}, 'hex'), ${JSON.stringify(mapping)}::jsonb)
    ON CONFLICT (organization_id, fingerprint) DO UPDATE SET mapping = excluded.mapping`.execute(scope.db)
  record(scope, 'import.started', { importId: id, fileName: row.fileName })
  await addJob(scope, 'import.run', { organizationId: scope.organizationId, importId: id }, { key: `import ${id}`, queue: `import ${scope.organizationId}` })
  return shownImport(await getImportRow(scope, id))
})
