import { previewUndo as contract } from '#domain/migrations/contract.ts'
import { operation } from '#platform/operation.ts'
import { foresee } from './foresee.ts'
import { returning } from './returning.ts'
import { wantedUndo } from './wanted-undo.ts'

/** What moving back what a migration moved would do. */
export const previewUndo = operation(contract, async (scope, asked) => {
  const { undone, mapping } = await wantedUndo(scope, asked)
  const coming = await returning(scope, undone.id, mapping)
  return { to: undone.fromProcessIds[0] ?? undone.toProcessId, ...(await foresee(scope, { ...coming, count: async () => undone.migrated - undone.movedBack })) }
})
