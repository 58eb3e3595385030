import { sweepFiles, type SweepJob } from '#features/files/sweep-files.ts'
import { runImport, type ImportJob } from '#features/imports/run-import.ts'
import { runMigration, type MigrationJob } from '#features/migrations/run-migration.ts'
import { followHours, type HoursJob } from '#features/orders/follow-hours.ts'
import { startClock } from '#platform/clock.ts'
import type { Database } from '#platform/database.ts'
import { startJobs, type Tasks } from '#platform/jobs.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { Log } from '#platform/log.ts'
import { startRelay } from '#platform/relay.ts'
import type { Settings } from '#platform/settings.ts'
import { runSubscriber, subscriptionsOf, type SubscriberJob } from '#platform/subscriber.ts'
import { recurring } from './recurring.ts'
import { subscribers } from './subscribers.ts'

/** Every kind of job, by the name it is queued under. */
const tasksWith = (files: FileStore): Tasks => ({
  'files.sweep': ({ database, payload }) => sweepFiles({ database, files }, payload as SweepJob),
  'hours.follow': ({ database, payload, signal }) => followHours(database, payload as HoursJob, { signal }),
  'import.run': ({ database, payload, signal, isLastTry }) => runImport(database, payload as ImportJob, { signal, isLastTry }),
  'migration.run': ({ database, payload, signal }) => runMigration(database, payload as MigrationJob, { signal }),
  'subscriber.run': ({ database, payload }) => runSubscriber(database, subscribers, payload as SubscriberJob),
})

/** Starts everything that works without being asked: what follows events, queued jobs, and the clock. */
export async function startWorker({ database, files, settings, log }: { database: Database; files: FileStore; settings: Settings; log: Log }): Promise<{ stop(): Promise<void> }> {
  const jobs = await startJobs({ database, settings, log, tasks: tasksWith(files) })
  const relay = startRelay({ url: database.url, log, subscriptions: subscriptionsOf(subscribers) })
  const clock = startClock({ database, log, recurring })
  return {
    async stop() {
      await Promise.all([jobs.stop(), relay.stop(), clock.stop()])
    },
  }
}
