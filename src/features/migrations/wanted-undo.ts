import { sql, type RawBuilder } from 'kysely'
import { refuse, refuseErrors } from '#domain/kernel/refusal.ts'
import type { StepMapping } from '#domain/migrations/plan-migration.ts'
import type { Process } from '#domain/workflows/process.ts'
import { getProcess } from '#features/workflows/processes.ts'
import type { Scope } from '#platform/scope.ts'
import { getMigrationRow, type MigrationRow } from './migration-rows.ts'
import { hasStep } from './wanted-migration.ts'

/** A migration that something can be moved back from, and where what has gone on since is to go; refuses what cannot be, in words. */
export async function wantedUndo(scope: Scope, { id, mapping }: { id: string; mapping: StepMapping[] }, lock: RawBuilder<unknown> = sql``): Promise<{ undone: MigrationRow; mapping: StepMapping[] }> {
  const undone = await getMigrationRow(scope, id, lock)
  if (undone.state === 'running') refuse('in-use', 'This migration is still running. It can be undone when it is done.')
  if (undone.isBeingUndone) refuse('in-use', 'This migration is being undone right now. Wait until that is done.')
  if (undone.migrated === 0) refuse('in-use', 'This migration moved nothing, so there is nothing to move back.')
  if (!undone.hasLeft) refuse('in-use', 'This migration was undone already.')
  const former: Process[] = []
  for (const processId of mapping.length > 0 ? undone.fromProcessIds : []) former.push(await getProcess(scope, processId))
  refuseErrors(mapping.flatMap((one, i) => (former.some((process) => hasStep(process, one.to)) ? [] : [{ pointer: `/mapping/${i}/to`, code: 'unknown', message: `The version to move back to has no step “${one.to}”.` }])))
  return { undone, mapping }
}
