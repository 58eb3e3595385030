import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { ownDatabase } from '#test/own-database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { pruneDoneMarks, pruneIdempotencyRecords, pruneRateLimits, pruneSecurityRefusals, trimFeed } from './prune.ts'
import { withScope } from './scope.ts'

const { database } = await ownDatabase()

test('the clock forgets old answers and marks of every organization, and nothing younger', async () => {
  const organizations = [await foundTestOrganization(database), await foundTestOrganization(database)]
  for (const { caller } of organizations) {
    await withScope(database, caller('owner'), {}, async ({ db, organizationId }) => {
      await sql`INSERT INTO idempotency_record (organization_id, request_hash, body_hash, created_at)
        VALUES (${organizationId}, 'old', '', now() - interval '25 hours'), (${organizationId}, 'young', '', now() - interval '23 hours')`.execute(db)
      await sql`INSERT INTO subscriber_done (organization_id, subscriber, event_id, at)
        VALUES (${organizationId}, 'old', ${newId()}, now() - interval '31 days'), (${organizationId}, 'young', ${newId()}, now() - interval '29 days')`.execute(db)
    })
  }
  expect(await pruneIdempotencyRecords({ database })).toBe(false)
  expect(await pruneDoneMarks({ database })).toBe(false)
  for (const { caller } of organizations) {
    await withScope(database, caller('owner'), { readOnly: true }, async ({ db }) => {
      expect((await sql`SELECT convert_from(request_hash, 'utf8') AS left FROM idempotency_record`.execute(db)).rows).toEqual([{ left: 'young' }])
      expect((await sql`SELECT subscriber AS left FROM subscriber_done`.execute(db)).rows).toEqual([{ left: 'young' }])
    })
  }
})

test('pruning opens no way to anything that is not old', async () => {
  const { caller } = await foundTestOrganization(database)
  await withScope(database, caller('owner'), {}, async ({ db, organizationId }) => {
    await sql`INSERT INTO idempotency_record (organization_id, request_hash, body_hash) VALUES (${organizationId}, 'new', '')`.execute(db)
  })
  const seen = await database.db.transaction().execute(async (db) => {
    await sql`SELECT set_config('app.pruning', 'on', true)`.execute(db)
    return sql<{ n: number }>`SELECT (SELECT count(*) FROM idempotency_record) + (SELECT count(*) FROM orders) + (SELECT count(*) FROM event) AS n`.execute(db)
  })
  expect(seen.rows).toEqual([{ n: 0 }])
})

test('the feed keeps a week, and its last position however old', async () => {
  await sql`INSERT INTO event_feed (organization_id, event_id, at) SELECT ${newId()}, gen_random_uuid(), now() - interval '8 days' FROM generate_series(1, 6000)`.execute(database.db)
  expect(await trimFeed({ database })).toBe(true)
  expect(await trimFeed({ database })).toBe(false)
  expect((await sql`SELECT FROM event_feed`.execute(database.db)).rows).toHaveLength(1)
  await sql`INSERT INTO event_feed (organization_id, event_id) VALUES (${newId()}, ${newId()})`.execute(database.db)
  await trimFeed({ database })
  expect((await sql`SELECT FROM event_feed`.execute(database.db)).rows).toHaveLength(1)
})

test('what was refused for security stays on record for ninety days, whoever asks for it to go', async () => {
  const { caller, organizationId } = await foundTestOrganization(database)
  const kept = () => withScope(database, caller('owner'), { readOnly: true }, async ({ db }) => (await sql<{ route: string }>`SELECT route FROM security_refusal`.execute(db)).rows)
  await withScope(database, caller('owner'), {}, ({ db }) => sql`INSERT INTO security_refusal (organization_id, id, at, refused, who, method, route, network, request_id)
    SELECT ${organizationId}, r.id, now() - r.age, 'forbidden', 'nobody', 'GET', r.route, '192.0.2.1', 'test'
    FROM (VALUES (${newId()}::uuid, interval '91 days', 'old'), (${newId()}::uuid, interval '89 days', 'young')) AS r(id, age, route)`.execute(db))
  await withScope(database, caller('owner'), {}, ({ db }) => sql`DELETE FROM security_refusal`.execute(db))
  expect(await kept()).toHaveLength(2)
  await expect(withScope(database, caller('owner'), {}, ({ db }) => sql`UPDATE security_refusal SET route = 'elsewhere'`.execute(db))).rejects.toMatchObject({ code: '42501' })
  expect(await pruneSecurityRefusals({ database })).toBe(false)
  expect(await kept()).toEqual([{ route: 'young' }])
})

test('pools of tokens that are surely full again are forgotten', async () => {
  await sql`INSERT INTO rate_limit (pool, tokens, at) VALUES ('old', 0, now() - interval '61 minutes'), ('young', 0, now() - interval '59 minutes')`.execute(database.db)
  expect(await pruneRateLimits({ database })).toBe(false)
  expect((await sql`SELECT convert_from(pool, 'utf8') AS left FROM rate_limit`.execute(database.db)).rows).toEqual([{ left: 'young' }])
})
