import { z } from 'zod'
import { uploadFile as contract, type ShownFile } from '#domain/files/contract.ts'
import { fileNameOf, mediaTypes } from '#domain/files/media-type.ts'
import { newId } from '#domain/kernel/id.ts'
import { refuse, refuseField, Refusal } from '#domain/kernel/refusal.ts'
import type { Database } from '#platform/database.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { takeIn } from '#platform/files/take-in.ts'
import { answer, operation, parse, reachFor, withRefusals, type Answer } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Caller, Scope } from '#platform/scope.ts'
import { askStore } from './ask-store.ts'
import { countFilesOfRun, insertFile, shownFileOf } from './file-rows.ts'
import { sweepFiles, sweepLater } from './sweep-files.ts'

/** More than anybody photographs for one order, and few enough that a stranger cannot fill a disk with one run. */
const MOST_FILES_OF_A_RUN = 50

export type Upload = { input: unknown; body: AsyncIterable<Buffer>; idempotencyKey?: string | undefined }

/** What is known of a file once it arrived. Its hash is part of what was asked: one Idempotency-Key, one file. */
const arrivedFile = { ...contract, input: contract.input.extend({ sentHash: z.hex().length(64), keptHash: z.hex().length(64), mediaType: z.enum(mediaTypes), size: z.int() }) }

/**
 * Takes a file in, and answers as it goes over the wire. Three steps, so that no transaction waits for a store: a sweep is queued
 * for what may be left over, the bytes are kept, their row is committed. A row never stands for bytes that are not there, and
 * bytes without a row are swept: at once where it is certain that there is none, or within the hour.
 */
export async function uploadFile(app: { database: Database; files: FileStore }, caller: Caller, { input, body, idempotencyKey }: Upload): Promise<Answer> {
  reachFor(contract, caller)
  const asked = parse(contract, input) as z.output<typeof contract.input>
  const taken = await takeIn(body, () => app.files.newArrival())
  const id = newId()
  const swept = { organizationId: caller.organizationId, ids: [id] }
  try {
    await withRefusals(() => sweepLater(app.database, caller, [id]))
    await askStore(app.files.keep({ organizationId: caller.organizationId, id }, taken.path))
    const { sentHash, keptHash, mediaType, size } = taken
    const keeping = operation(arrivedFile, (scope, arrived) => keepFile(scope, id, arrived))
    const answered = await answer(app.database, keeping, caller, { input: { ...asked, sentHash, keptHash, mediaType, size }, idempotencyKey })
    if (answered.replayed) await sweepFiles(app, swept).catch(leaveToTheSweep)
    return answered
  } catch (error) {
    await taken.remove()
    // Where the database or the store did not answer, the row may be committed, or the bytes arrive, a moment later.
    if (error instanceof Refusal && error.slug !== 'unavailable') await sweepFiles(app, swept).catch(leaveToTheSweep)
    throw error
  }
}

function leaveToTheSweep(): void {}

async function keepFile(scope: Scope, id: string, { name, wizardRun, keptHash, mediaType, size }: z.output<typeof arrivedFile.input>): Promise<ShownFile> {
  // A customer uploads for the run that is theirs, and for nothing else.
  const runId = scope.actor.kind === 'customer' ? scope.actor.id : (wizardRun ?? null)
  if (runId !== null) await refuseUnfitRun(scope, runId)
  const file = { id, name: fileNameOf(name, mediaType), mediaType, size, sha256: keptHash, createdAt: scope.now, wizardRunId: runId, orderId: null }
  await insertFile(scope, file)
  record(scope, 'file.uploaded', { fileId: id, mediaType, size })
  return shownFileOf(file)
}

async function refuseUnfitRun(scope: Scope, runId: string): Promise<void> {
  const count = await countFilesOfRun(scope, runId) ?? refuseField('/wizardRun', 'unknown', 'There is no such open run of a wizard.')
  if (count >= MOST_FILES_OF_A_RUN) refuse('file-rejected', `There are ${MOST_FILES_OF_A_RUN} files already, which is as many as one intake takes.`)
}
