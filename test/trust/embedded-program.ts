import { openLog } from '#platform/log.ts'
import { startEmbeddedPostgres } from '#platform/postgres/start-embedded-postgres.ts'
import { isCannotStart } from '#platform/cannot-start.ts'

// A whole program that only keeps an embedded PostgreSQL: the tests kill it, and its server, in every way there is.
const [dataDirectory = ''] = process.argv.slice(2)
try {
  const log = openLog('silent', { readable: false })
  const postgres = await startEmbeddedPostgres({ dataDirectory, log, binaries: process.env['DOCKET_PG_BIN'] })
  process.on('SIGTERM', () => void postgres.stop().then(() => process.exit(0)))
  process.stdout.write(`${postgres.ownerUrl}\n`)
} catch (error) {
  process.stderr.write(isCannotStart(error) ? `${error.message}\n` : String(error))
  process.exit(1)
}
