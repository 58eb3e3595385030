import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { record } from './record.ts'
import { withScope } from './scope.ts'
import { runSubscriber, type Subscribers } from './subscriber.ts'
import { systemCaller } from './system-caller.ts'

const database = testDatabase()

async function happen(times: number) {
  const { organizationId, caller } = await foundTestOrganization(database)
  return withScope(database, caller('owner'), {}, async (scope) => {
    for (let n = 0; n < times; n++) record(scope, 'product_category.changed', { categoryId: newId(), name: String(n) })
    return { organizationId, eventIds: (scope.pending['events'] as { id: string }[]).map((event) => event.id) }
  })
}

/** A subscriber that writes a category for each event, and fails where it is told to. */
function writing(failsAt?: string): Subscribers {
  return {
    'product_category.changed': [{
      name: 'copy',
      handle: async (scope, { id, data }) => {
        await sql`INSERT INTO product_category (organization_id, id, name) VALUES (${scope.organizationId}, ${newId()}, ${`${data.name} ${newId()}`})`.execute(scope.db)
        if (id === failsAt) throw new Error('told to')
      },
    }],
  }
}

async function written(organizationId: string) {
  return withScope(database, systemCaller(organizationId, 'test'), { readOnly: true }, async ({ db }) => {
    const { rows } = await sql<{ name: string }>`SELECT split_part(name, ' ', 1) AS name FROM product_category ORDER BY 1`.execute(db)
    return rows.map((row) => row.name)
  })
}

test('a job that is run twice, even at once, changes things once', async () => {
  const { organizationId, eventIds } = await happen(5)
  const job = { organizationId, subscriber: 'copy', eventIds }
  await Promise.all([runSubscriber(database, writing(), job), runSubscriber(database, writing(), job)])
  await runSubscriber(database, writing(), job)
  expect(await written(organizationId)).toEqual(['0', '1', '2', '3', '4'])
})

test('an event that fails leaves nothing behind, keeps no other waiting, and is dealt with when it is tried again', async () => {
  const { organizationId, eventIds } = await happen(3)
  const job = { organizationId, subscriber: 'copy', eventIds }
  await expect(runSubscriber(database, writing(eventIds[1]), job)).rejects.toThrow('copy failed for 1 of 3 events')
  expect(await written(organizationId)).toEqual(['0', '2'])
  await runSubscriber(database, writing(), job)
  expect(await written(organizationId)).toEqual(['0', '1', '2'])
})
