import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { cannotStart } from '#platform/cannot-start.ts'
import type { FileKey, FileStore } from '#platform/files/file-store.ts'

export type KeptFile = FileKey & { size: number; sha256: string }

// A multiple of three, so that each piece is whole in base64.
const BYTES_A_LINE = 48 * 1024

/** Every file that should be there, with the hash of its bytes. */
export async function readFileRows(owner: pg.Client): Promise<KeptFile[]> {
  const { rows } = await owner.query<KeptFile>(`SELECT organization_id AS "organizationId", id, size::float8 AS size, encode(sha256, 'hex') AS sha256 FROM file ORDER BY organization_id, id`)
  return rows
}

/** A file as lines: a heading, then its bytes in base64, each piece a text of JSON. */
export async function* linesOfFile(files: FileStore, { organizationId, id }: KeptFile): AsyncGenerator<string> {
  const found = await files.read({ organizationId, id })
  if (!found) throw cannotStart(`The bytes of the file ${id} are missing. bin/docket doctor lists all such files; is ${files.where.setting} the right place?`)
  yield `${JSON.stringify({ file: { organizationId, id } })}\n`
  let waiting = Buffer.alloc(0)
  for await (const chunk of found.bytes()) {
    waiting = Buffer.concat([waiting, chunk as Buffer])
    while (waiting.length >= BYTES_A_LINE) {
      yield `"${waiting.subarray(0, BYTES_A_LINE).toString('base64')}"\n`
      waiting = waiting.subarray(BYTES_A_LINE)
    }
  }
  if (waiting.length > 0) yield `"${waiting.toString('base64')}"\n`
}

/** Writes files as their lines come in, and knows the hash of each; `undo` takes those away again that were not there before. */
export function receiveFiles(files: FileStore) {
  const received = new Map<string, string>()
  const keys: FileKey[] = []
  let current: { key: FileKey; place: string; out: ReturnType<typeof createWriteStream>; hash: ReturnType<typeof createHash> } | undefined
  const finish = async () => {
    if (!current) return
    const { key, place, out, hash } = current
    current = undefined
    out.end()
    await finished(out)
    if (!await files.read(key)) keys.push(key)
    await files.keep(key, place)
    received.set(key.id, hash.digest('hex'))
  }
  return {
    received,
    finish,
    async begin(key: FileKey) {
      await finish()
      const place = await files.newArrival()
      current = { key, place, out: createWriteStream(place, { flags: 'wx', mode: 0o600 }), hash: createHash('sha256') }
    },
    async add(piece: string) {
      if (!current) throw cannotStart('The backup holds bytes of no file.')
      const { out, hash } = current
      const bytes = Buffer.from(piece, 'base64')
      hash.update(bytes)
      if (!out.write(bytes)) await once(out, 'drain')
    },
    async undo() {
      current?.out.destroy()
      for (const key of keys) await files.remove(key)
    },
  }
}

export type FilesReceiver = ReturnType<typeof receiveFiles>

/** Says no where a file did not arrive, or not as it was. */
export function refuseOtherFiles(rows: KeptFile[], received: Map<string, string>): void {
  const wrong = rows.filter(({ id, sha256 }) => received.get(id) !== sha256)
  if (wrong.length > 0) throw cannotStart(`Nothing was restored, because not all files arrived as they were: ${wrong.slice(0, 5).map(({ id }) => id).join(', ')}.`)
}
