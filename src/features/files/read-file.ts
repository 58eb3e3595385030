import { Readable } from 'node:stream'
import { readFile as contract } from '#domain/files/contract.ts'
import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Database } from '#platform/database.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { operation, perform } from '#platform/operation.ts'
import type { Caller } from '#platform/scope.ts'
import { askStore, piecesFrom } from './ask-store.ts'
import { findFile, type FileRow } from './file-rows.ts'

export type ReadFile = FileRow & { bytes: () => Readable }

/** A file with its bytes, for whoever may see it. */
export async function readFile({ database, files }: { database: Database; files: FileStore }, caller: Caller, input: unknown): Promise<ReadFile> {
  const file = (await perform(database, findingFile, caller, input)) as FileRow
  return withBytes(files, caller.organizationId, file)
}

/** The bytes of a file whose row is known. */
export async function withBytes(files: FileStore, organizationId: string, file: FileRow): Promise<ReadFile> {
  const kept = await askStore(files.read({ organizationId, id: file.id }))
  if (!kept) refuse('unavailable', 'The bytes of this file are not where they should be. Whoever runs this Docket finds out more with bin/docket doctor.')
  return { ...file, size: kept.size, bytes: () => Readable.from(piecesFrom(kept.bytes()), { objectMode: false }) }
}

const findingFile = operation(contract, async (scope, { id }) => (await findFile(scope, id)) ?? refuseUnknown('file'))
