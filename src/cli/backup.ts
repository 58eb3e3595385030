import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type pg from 'pg'
import { cannotStart } from '#platform/cannot-start.ts'
import type { FileKey, FileStore } from '#platform/files/file-store.ts'
import { openFiles } from '#platform/files/open-files.ts'
import { withConnection } from './connect.ts'
import { linesOfFile, readFileRows, receiveFiles, refuseOtherFiles, type FilesReceiver } from './backup-files.ts'
import { insertJobs, insertRows, readJobs, readMigrations, readRows, readTables, setSequences } from './backup-rows.ts'

const FORMAT = 'docket-backup-1'

type Manifest = { format: string; madeAt: string; migrations: { name: string; checksum: string }[]; tables: Record<string, number>; orderChains: { orders: number; hash: string } }

export const backup = {
  usage: 'FILE',
  summary: 'Writes everything Docket knows, uploaded files too, into one file, as it is at one instant; Docket may go on working.',
  run([file]: string[]) {
    if (!file) throw cannotStart('Name the file to write.')
    return withConnection(async ({ owner, settings }) => {
      const files = await openFiles(settings)
      await owner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      const manifest = await describe(owner)
      const draft = `${file}.unfinished`
      try {
        await pipeline(Readable.from(linesOf(owner, manifest, files)), createGzip(), createWriteStream(draft, { mode: 0o600 }))
        await rename(draft, file)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
      process.stderr.write(`${summaryOf(manifest)} are in ${file}. It holds what people told you, and keys: keep it as safe as the database.\n`)
      return 0
    })
  },
}

export const restore = {
  usage: 'FILE',
  summary: 'Reads such a file into an empty database, and compares what is there then with what was.',
  run([file]: string[]) {
    if (!file) throw cannotStart('Name the file to read.')
    return withConnection(async ({ owner, settings }) => {
      const store = await openFiles(settings)
      await store.check()
      const files = receiveFiles(store)
      await owner.query('BEGIN')
      try {
        const manifest = await readInto(owner, file, files)
        await compare(owner, manifest)
        refuseOtherFiles(await readFileRows(owner), files.received)
        await owner.query('COMMIT')
        process.stderr.write(`${summaryOf(manifest)} are restored, as they were at ${manifest.madeAt}.\n`)
        return 0
      } catch (error) {
        await owner.query('ROLLBACK').catch(() => {})
        await files.undo()
        throw error
      }
    })
  },
}

async function describe(owner: pg.Client): Promise<Manifest> {
  const tables: Record<string, number> = {}
  for (const table of await readTables(owner)) {
    const { rows } = await owner.query<{ count: string }>(`SELECT count(*) FROM "${table}"`)
    tables[table] = Number(rows[0]?.count)
  }
  return { format: FORMAT, madeAt: new Date().toISOString(), migrations: await readMigrations(owner), tables, orderChains: await readChains(owner) }
}

/** The ends of all orders' chains of events in one hash: no event of any order can be lost without it showing. */
async function readChains(owner: pg.Client): Promise<Manifest['orderChains']> {
  const { rows } = await owner.query<{ orders: string; hash: string | null }>(`SELECT count(*) AS orders,
    encode(sha256(convert_to(coalesce(string_agg(id::text || ' ' || event_sequence || ' ' || coalesce(encode(event_hash, 'hex'), ''), E'\\n' ORDER BY id), ''), 'UTF8')), 'hex') AS hash FROM orders`)
  return { orders: Number(rows[0]?.orders), hash: rows[0]?.hash ?? '' }
}

// One line of JSON after another, so that neither writing nor reading ever holds more than a few rows. PostgreSQL writes a
// space behind each name, so no row is taken for a heading.
async function* linesOf(owner: pg.Client, manifest: Manifest, files: FileStore): AsyncGenerator<string> {
  yield `${JSON.stringify(manifest)}\n`
  for (const table of Object.keys(manifest.tables)) {
    yield `${JSON.stringify({ table })}\n`
    for await (const rows of readRows(owner, table)) yield `${rows.join('\n')}\n`
  }
  const [rows, jobs] = [await readFileRows(owner), await readJobs(owner)]
  // Bytes never change under their id, so nothing has to stand still while they come from wherever they are.
  await owner.query('COMMIT')
  for (const file of rows) yield* linesOfFile(files, file)
  yield `${JSON.stringify({ jobs })}\n${JSON.stringify({ end: true })}\n`
}

async function readInto(owner: pg.Client, file: string, files: FilesReceiver): Promise<Manifest> {
  const source = createReadStream(file).on('error', () => {})
  const unpacked = createGunzip()
  const reading = pipeline(source, unpacked)
  reading.catch(() => {})
  let manifest: Manifest | undefined
  let table = ''
  let waiting: string[] = []
  let isWhole = false
  const write = async () => {
    if (waiting.length > 0) await insertRows(owner, table, waiting)
    waiting = []
  }
  try {
    for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) {
      if (!manifest) manifest = await accepted(owner, line)
      else if (line.startsWith('{"table":')) {
        await write()
        table = (JSON.parse(line) as { table: string }).table
      } else if (line.startsWith('{"file":')) {
        await write()
        await files.begin((JSON.parse(line) as { file: FileKey }).file)
      } else if (line.startsWith('"')) await files.add(JSON.parse(line) as string)
      else if (line.startsWith('{"jobs":')) {
        await write()
        await files.finish()
        await insertJobs(owner, (JSON.parse(line) as { jobs: object[] }).jobs)
      } else if (line === '{"end":true}') isWhole = true
      else {
        waiting.push(line)
        if (waiting.length >= 500) await write()
      }
    }
    await reading
  } catch (error) {
    if (typeof (error as { severity?: unknown }).severity === 'string' || (error as Error).name === 'CannotStart') throw error
    throw cannotStart(`${file} cannot be read as a backup: ${error instanceof Error ? error.message : String(error)}.`)
  }
  if (!manifest || !isWhole) throw cannotStart(`${file} is not a whole backup: it breaks off.`)
  await setSequences(owner)
  return manifest
}

async function accepted(owner: pg.Client, line: string): Promise<Manifest> {
  const manifest = JSON.parse(line) as Manifest
  if (manifest.format !== FORMAT) throw cannotStart('This file is no backup that Docket made.')
  const here = new Map((await readMigrations(owner)).map(({ name, checksum }) => [name, checksum]))
  const isSame = here.size === manifest.migrations.length && manifest.migrations.every(({ name, checksum }) => here.get(name) === checksum)
  const tables = await readTables(owner)
  if (!isSame || tables.toSorted().join() !== Object.keys(manifest.tables).toSorted().join()) throw cannotStart('The backup was made by another version of Docket. Restore it with that version, then upgrade.')
  const { rows } = await owner.query<{ used: boolean }>('SELECT EXISTS (SELECT FROM organization) OR EXISTS (SELECT FROM "user") AS used')
  if (rows[0]?.used) throw cannotStart('This database is in use. A backup is restored into an empty one: set DOCKET_DATA or DATABASE_URL to another.')
  // What a first start leaves behind, such as a secret of its own, gives way to what is restored; also what may not be deleted row by row.
  await owner.query(`TRUNCATE ${tables.map((table) => `"${table}"`).join(', ')}`)
  return manifest
}

async function compare(owner: pg.Client, manifest: Manifest): Promise<void> {
  const now = await describe(owner)
  const differing = Object.entries(manifest.tables).filter(([table, count]) => now.tables[table] !== count)
  if (differing.length > 0) throw cannotStart(`Nothing was restored, because not all of it arrived: ${differing.map(([table, count]) => `${table} ${now.tables[table]} of ${count}`).join(', ')}.`)
  if (now.orderChains.hash !== manifest.orderChains.hash) throw cannotStart('Nothing was restored, because the orders that arrived are not those that were saved.')
}

function summaryOf({ tables }: Manifest): string {
  return `${tables['organization']} organizations, ${tables['customer']} customers, ${tables['orders']} orders, ${tables['event']} events and ${tables['file']} files`
}
