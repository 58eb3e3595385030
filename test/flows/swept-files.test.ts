import { sql } from 'kysely'
import { afterAll, expect, test, vi } from 'vitest'
import { uploadFile } from '#features/files/upload-file.ts'
import { openLog } from '#platform/log.ts'
import { withScope } from '#platform/scope.ts'
import { readSettings } from '#platform/settings.ts'
import { startWorker } from '#src/worker.ts'
import { testBucket } from '../bucket.ts'
import { foundShop } from '../found-shop.ts'
import { ownDatabase } from '../own-database.ts'
import { patience } from '../patience.ts'

test('a worker removes the object of a file that nobody wanted for a week, though the store fails at first', async () => {
  const { database } = await ownDatabase()
  const { s3, files } = await testBucket()
  const shop = await foundShop(database)
  const pdf = Buffer.from('%PDF-1.4\ntrailer << >>\nstartxref\n9\n%%EOF\n')
  const upload = () => uploadFile({ database, files }, shop.caller('owner'), { input: { name: 'receipt.pdf' }, body: (async function* () { yield pdf })() })
  await upload()
  await withScope(database, shop.caller('owner'), {}, ({ db }) => sql`UPDATE file SET created_at = now() - interval '8 days'`.execute(db))
  await upload()
  expect(s3.objects.size).toBe(2)
  s3.misbehave('fail', 'busy', 'reset after')
  const worker = await startWorker({ database, files, settings: readSettings({}, []), log: openLog('silent', { readable: false }) })
  afterAll(() => worker.stop())
  await vi.waitFor(() => expect(s3.objects.size).toBe(1), patience)
})
