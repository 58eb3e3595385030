import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testOwnerUrl } from '#test/database.ts'
import { patience } from '#test/patience.ts'
import { pipelineOn } from './pipeline.ts'

const client = new pg.Client({ connectionString: testOwnerUrl(), pipeline: true })
beforeAll(() => client.connect())
afterAll(() => client.end())
const pipeline = pipelineOn(client)
const ask = async (text: string, ...values: unknown[]) => (await pipeline({ name: text, text, values })).rows
const settled = (asked: Promise<unknown>[]) => Promise.allSettled(asked).then((all) => all.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as { code?: string; message: string }).code ?? 'refused')))
const add = (a: number, b: number) => ask('SELECT $1::int + $2::int AS sum', a, b)

test('each of several asked in one turn has its own answer, however often the same is asked', async () => {
  for (let round = 0; round < 2; round++) {
    expect(await Promise.all([add(1, 2), ask(`SELECT 'x' AS text WHERE false`), add(3, 4), ask('BEGIN'), ask('COMMIT')])).toEqual([[{ sum: 3 }], [], [{ sum: 7 }], [], []])
  }
})

test('in a transaction, what stands before a failure is answered, and what stands behind it fails with it', async () => {
  const wrong = () => ask('SELECT 1 / $1::int AS share', 0)
  expect(await settled([ask('BEGIN'), ask('SELECT 1 AS before'), wrong(), ask('SELECT 2 AS behind'), ask('COMMIT')])).toEqual([[], [{ before: 1 }], '22012', '22012', '22012'])
  expect(await settled([ask('SELECT 1 AS before')])).toEqual(['25P02'])
  // Also a statement that was sent behind the failure for the first time can be asked again.
  expect(await settled([ask('ROLLBACK'), ask('SELECT 2 AS behind')])).toEqual([[], [{ behind: 2 }]])
})

test('outside of a transaction several are one: where the end of it fails, none was done', async () => {
  await ask('CREATE TEMP TABLE later (id int UNIQUE INITIALLY DEFERRED)')
  const insert = () => ask('INSERT INTO later VALUES ($1)', 1)
  expect(await settled([insert(), insert()])).toEqual(['23505', '23505'])
  expect(await ask('SELECT id FROM later')).toEqual([])
})

test('a parameter that cannot be written is refused to whoever gave it alone', async () => {
  const endless: Record<string, unknown> = {}
  endless['itself'] = endless
  const named = (value: unknown) => ask('SELECT $1::jsonb AS given', value)
  expect(await settled([ask('SELECT 1 AS one'), named(endless), named({ a: 1 })])).toEqual([[{ one: 1 }], 'refused', [{ given: { a: 1 } }]])
})

test('a lost connection is told to everyone who waits on it', async () => {
  const lost = new pg.Client({ connectionString: testOwnerUrl(), pipeline: true, application_name: 'to be lost' })
  lost.on('error', () => {})
  await lost.connect()
  const onLost = pipelineOn(lost)
  const told = settled(['SELECT pg_sleep(60)', 'SELECT 1'].map((text) => onLost({ name: text, text, values: [] })))
  // Not before it is at work: what had not left yet would find the connection gone instead of being told.
  await vi.waitFor(async () => {
    const { rows } = await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'to be lost' AND wait_event = 'PgSleep'`)
    expect(rows).toHaveLength(1)
  }, patience)
  expect(await told).toEqual(['57P01', '57P01'])
  await lost.end().catch(() => {})
})
