import { sql } from 'kysely'
import type { DocketEvent, EventType } from '#domain/events.ts'
import type { Database } from './database.ts'
import type { Subscription } from './relay.ts'
import { withScope, type Scope } from './scope.ts'
import { systemCaller } from './system-caller.ts'

/** What follows a type of event by itself, inside Docket; each event is dealt with exactly once. */
export type Subscriber<T extends EventType> = { name: string; handle: (scope: Scope, event: DocketEvent<T>) => Promise<void> }
export type Subscribers = { [T in EventType]?: Subscriber<T>[] }

/** What one `subscriber.run` job holds (relay_batch in migrations/0003_machinery.sql). */
export type SubscriberJob = { organizationId: string; subscriber: string; eventIds: string[] }

/** What the relay has to know of the subscribers. */
export function subscriptionsOf(subscribers: Subscribers): Subscription[] {
  return Object.entries(subscribers).flatMap(([type, list]) => list.map(({ name }) => ({ type, subscriber: name })))
}

/** Deals with each event of the job in a transaction of its own; one that fails does not keep the others, and is tried again. */
export async function runSubscriber(database: Database, subscribers: Subscribers, job: SubscriberJob): Promise<void> {
  const failures: unknown[] = []
  for (const eventId of job.eventIds) {
    try {
      await handleOnce(database, subscribers, job, eventId)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new Error(`${job.subscriber} failed for ${failures.length} of ${job.eventIds.length} events`, { cause: failures[0] })
}

// The mark commits with the change, so that an event whose job is run again is dealt with or marked, never both or half.
function handleOnce(database: Database, subscribers: Subscribers, { organizationId, subscriber: name }: SubscriberJob, eventId: string): Promise<void> {
  return withScope(database, systemCaller(organizationId, name), {}, async (scope) => {
    const marked = await sql`INSERT INTO subscriber_done (organization_id, subscriber, event_id) VALUES (${organizationId}, ${name}, ${eventId})
      ON CONFLICT DO NOTHING RETURNING 1`.execute(scope.db)
    if (marked.rows.length === 0) return
    const { rows } = await sql<DocketEvent>`SELECT id, type, order_id AS "orderId", sequence, at, actor, origin, data FROM event
      WHERE organization_id = ${organizationId} AND id = ${eventId}`.execute(scope.db)
    const event = rows[0]
    const subscriber = event && (subscribers[event.type] as Subscriber<EventType>[] | undefined)?.find((one) => one.name === name)
    await subscriber?.handle(scope, event as DocketEvent)
  })
}
