import { openDatabase } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'
import { readSettings } from '#platform/settings.ts'
import { startWorker } from '#src/worker.ts'

// A whole worker and nothing else, to be killed in the middle of its work.
const [url = ''] = process.argv.slice(2)
await startWorker({ database: openDatabase(url), settings: readSettings({}, []), log: openLog('silent', { readable: false }) })
process.stdout.write('working\n')
