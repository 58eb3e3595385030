import pg from 'pg'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, testOwnerUrl } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { withScope } from './scope.ts'

const database = testDatabase()

test('a word or a misspelt one is looked up in the index, although row level security confines the search', async () => {
  const organization = await foundTestOrganization(database)
  const owner = new pg.Client({ connectionString: testOwnerUrl() })
  await owner.connect()
  await owner.query(`INSERT INTO customer (organization_id, id, name, search_text)
    SELECT $1, gen_random_uuid(), md5(i::text), md5(i::text) FROM generate_series(1, 10000) i`, [organization.organizationId])
  // VACUUM, too: entries an index has not sorted in yet make it look dearer than reading everything.
  await owner.query('VACUUM ANALYZE customer')
  await owner.end()
  const plans = await withScope(database, organization.caller('staff'), {}, (scope) =>
    Promise.all([sql`search_text LIKE '%haddad%'`, sql`search_text %> 'haddadian'`].map(async (condition) => {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`EXPLAIN SELECT id FROM customer WHERE ${condition}`.execute(scope.db)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })))
  for (const plan of plans) expect(plan).toContain('Bitmap Index Scan on customer_search')
})
