import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { askMany } from './ask-many.ts'
import { median } from './median.ts'
import { parentOf, processorTimeOf, processorTimeOfFamily } from './processor-time.ts'
import { machine, sampleOrder, setStage } from './stage.ts'

// Placing an order over HTTP, against pgbench writing the same rows on the same server in the same run. Rounds alternate, so
// that a machine that slows down slows both; the ratio of the medians is the figure. Whoever asks needs the same processors as
// what is measured, so what each used for an order is shown beside it.
const ROUNDS = Number(process.argv[2] ?? 3)
const SECONDS = Number(process.argv[3] ?? 10)
const CONNECTIONS = 32
let runs = 0
const PGBENCH = ['/usr/bin/pgbench', '/usr/lib/postgresql/15/bin/pgbench'].find((file) => existsSync(file))

const stage = await setStage()
try {
  if (!PGBENCH) throw new Error('pgbench is needed; on Debian: apt-get install postgresql')
  console.log(machine())
  await place(2)
  const postgres = await analyze()
  const script = await sameRowsScript()
  const [ours, theirs]: [Round[], Round[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await timed(postgres, async () => {
      const { perSecond, count, failed } = await place(SECONDS)
      return { perSecond, count: count + failed, failed }
    }))
    theirs.push(await timed(postgres, () => pgbench(script)))
    console.log(`round ${round + 1}: Docket ${shown(ours.at(-1))}, pgbench ${shown(theirs.at(-1))}`)
  }
  const ratio = (of: (round: Round) => number) => median(ours.map(of)) / median(theirs.map(of))
  console.log(`ratio ${ratio(({ perSecond }) => perSecond).toFixed(2)} of pgbench's rate, at ${ratio(({ perOrder }) => sum(perOrder)).toFixed(2)} times its processor time an order (medians of ${ROUNDS})`)
} finally {
  await stage.strike()
}

function place(seconds: number) {
  const run = Math.random().toString(36).slice(2)
  return askMany(stage.address, { connections: CONNECTIONS, seconds }, (i) => ({
    method: 'POST', path: '/api/v1/orders', body: JSON.stringify(sampleOrder(i)),
    headers: { Authorization: `Bearer ${stage.keys[i % stage.keys.length]}`, 'Idempotency-Key': `${run}-${i}` },
  }))
}

/**
 * Gives both the statistics that autovacuum keeps: plans for tables that were empty a moment ago would be the first minute's
 * alone. Answers with PostgreSQL's own process.
 */
async function analyze(): Promise<number> {
  const client = new pg.Client({ connectionString: stage.ownerUrl })
  await client.connect()
  await client.query('ANALYZE')
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const postmaster = parentOf(rows[0]?.pid ?? 0)
  await client.end()
  return postmaster
}

type Used = { program: number; postgres: number; asking: number }
type Counted = { perSecond: number; count: number; failed: number }
type Round = Counted & { perOrder: Used }

/** One round, with the milliseconds of processor time an order took, by who used them. */
async function timed(postmaster: number, round: () => Promise<Counted>): Promise<Round> {
  const before = used(postmaster)
  const counted = await round()
  const after = used(postmaster)
  const each = (name: keyof Used) => (after[name] - before[name]) / counted.count
  return { ...counted, perOrder: { program: each('program'), postgres: each('postgres'), asking: each('asking') } }
}

function used(postmaster: number): Used {
  const asking = processorTimeOf('self')
  return { program: processorTimeOf(stage.serverPid).own, postgres: processorTimeOfFamily(postmaster), asking: asking.own + asking.ended }
}

function shown(round: Round | undefined): string {
  if (!round) return ''
  const { program, postgres, asking } = round.perOrder
  return `${round.perSecond.toFixed(0)}/s (${round.failed} failed; program ${program.toFixed(2)}, PostgreSQL ${postgres.toFixed(2)}, asking ${asking.toFixed(2)} ms)`
}

function sum({ program, postgres, asking }: Used): number {
  return program + postgres + asking
}

/** One order as Docket wrote it, as plain INSERTs, one statement a table, with ids of the client's own. */
async function sameRowsScript(): Promise<string> {
  const client = new pg.Client({ connectionString: stage.ownerUrl })
  await client.connect()
  const { rows: [order] } = await client.query<{ id: string }>(`SELECT id FROM orders ORDER BY placed_at DESC LIMIT 1`)
  const idText = `('00000000-0000-7000-' || lpad(to_hex(:client_id::bigint + 32768), 4, '0') || '-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid`
  const inserts = [
    await insertOf(client, 'orders', `id = '${order?.id}'`, { id: idText, number: `'P-' || :client_id::bigint || '-' || :n::bigint` }),
    await insertOf(client, 'line_item', `order_id = '${order?.id}'`, { id: 'gen_random_uuid()', order_id: idText }),
    await insertOf(client, 'event', `order_id = '${order?.id}'`, { id: 'gen_random_uuid()', order_id: idText }),
  ]
  await client.end()
  const org = `'${stage.organizationId}'`
  const script = [
    '\\set n :n + 1', 'BEGIN;', `SELECT set_config('app.organization', ${org}, true);`,
    `INSERT INTO idempotency_record (organization_id, request_hash, body_hash) VALUES (${org}, decode(lpad(to_hex(:client_id::bigint), 8, '0') || lpad(to_hex(:n::bigint), 56, '0'), 'hex'), '\\x00');`,
    ...inserts,
    `INSERT INTO outbox (organization_id, event_ids) VALUES (${org}, ARRAY[${idText}]);`,
    `INSERT INTO order_tally_delta (organization_id, order_type_id, status_id, category, payment_status, scheduled, archived, change) SELECT ${org}, order_type_id, status_id, category, payment_status, false, false, 1 FROM orders WHERE organization_id = ${org} AND id = ${idText};`,
    `UPDATE idempotency_record SET status = 201, body = repeat('x', 3000) WHERE organization_id = ${org} AND request_hash = decode(lpad(to_hex(:client_id::bigint), 8, '0') || lpad(to_hex(:n::bigint), 56, '0'), 'hex');`,
    'COMMIT;',
  ].join('\n')
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'docket-pgbench-')), 'place.sql')
  await writeFile(file, script)
  return file
}

async function insertOf(client: pg.Client, table: string, where: string, replaced: Record<string, string>): Promise<string> {
  const { rows } = await client.query<{ columns: string[]; text: string[] }>(`SELECT (SELECT array_agg(key) FROM jsonb_each_text(to_jsonb(t))) AS columns FROM ${table} t WHERE ${where} LIMIT 1`)
  const columns = rows[0]?.columns ?? []
  const { rows: values } = await client.query<{ row: string }>(`SELECT concat_ws(', ', ${columns.map((column) => (replaced[column] ? `$$${replaced[column]}$$` : `quote_nullable(t.${column})`)).join(', ')}) AS row FROM ${table} t WHERE ${where}`)
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values.map(({ row }) => `(${row})`).join(', ')};`
}

async function pgbench(script: string): Promise<Counted> {
  const url = new URL(stage.ownerUrl)
  const { stdout } = await promisify(execFile)(PGBENCH ?? '', ['-n', '-M', 'prepared', '-c', '10', '-j', '2', '-T', String(SECONDS), '-D', `n=${++runs * 10_000_000}`, '-f', script, '-h', decodeURIComponent(url.hostname) || (url.searchParams.get('host') ?? ''), '-U', url.username, url.pathname.slice(1)], {
    env: { ...process.env, PGOPTIONS: '-c role=docket_app' },
  })
  const count = Number(/transactions actually processed: (\d+)/.exec(stdout)?.[1])
  return { perSecond: Number(/tps = ([\d.]+)/.exec(stdout)?.[1]), count, failed: 0 }
}
