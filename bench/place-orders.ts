import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { askMany } from './ask-many.ts'
import { machine, sampleOrder, setStage } from './stage.ts'

// Placing an order over HTTP, against pgbench writing the same rows on the same server in the same run. Rounds alternate, so
// that a machine that slows down slows both; the ratio of the medians is the figure.
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
  await analyze()
  const script = await sameRowsScript()
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    const measured = await place(SECONDS)
    ours.push(measured.perSecond)
    theirs.push(await pgbench(script))
    console.log(`round ${round + 1}: Docket ${measured.perSecond.toFixed(0)}/s (p50 ${measured.p50.toFixed(1)} ms, p95 ${measured.p95.toFixed(1)} ms, ${measured.failed} failed), pgbench ${theirs.at(-1)?.toFixed(0)}/s`)
  }
  console.log(`ratio ${(median(ours) / median(theirs)).toFixed(2)} (median of ${ROUNDS})`)
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

// Statistics as autovacuum keeps them, for both: plans for tables that were empty a moment ago would be the first minute's alone.
async function analyze(): Promise<void> {
  const client = new pg.Client({ connectionString: stage.ownerUrl })
  await client.connect()
  await client.query('ANALYZE')
  await client.end()
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

async function pgbench(script: string): Promise<number> {
  const url = new URL(stage.ownerUrl)
  const { stdout } = await promisify(execFile)(PGBENCH ?? '', ['-n', '-M', 'prepared', '-c', '10', '-j', '2', '-T', String(SECONDS), '-D', `n=${++runs * 10_000_000}`, '-f', script, '-h', decodeURIComponent(url.hostname) || (url.searchParams.get('host') ?? ''), '-U', url.username, url.pathname.slice(1)], {
    env: { ...process.env, PGOPTIONS: '-c role=docket_app' },
  })
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
}

function median(numbers: number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
