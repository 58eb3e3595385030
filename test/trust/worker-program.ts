import { openDatabase } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'
import { readSettings } from '#platform/settings.ts'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newId } from '#domain/kernel/id.ts'
import { openLocalFiles } from '#platform/files/local-files.ts'
import { startWorker } from '#src/worker.ts'

// A whole worker and nothing else, to be killed in the middle of its work.
const [url = ''] = process.argv.slice(2)
const files = await openLocalFiles(await mkdtemp(path.join(tmpdir(), 'docket-files-')), newId)
await startWorker({ database: openDatabase(url), files, settings: readSettings({}, []), log: openLog('silent', { readable: false }) })
process.stdout.write('working\n')
