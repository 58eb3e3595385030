import { sql, type RawBuilder } from 'kysely'
import * as contract from '#domain/orders/contract.ts'
import type { Actor } from '#domain/identity/actor.ts'
import { operation } from '#platform/operation.ts'
import { decodeCursor, pageOf } from '#platform/cursor.ts'
import type { Scope } from '#platform/scope.ts'
import { getOrder } from './order-rows.ts'

/** What happened to one order, newest first. */
export const listOrderEvents = operation(contract.listOrderEvents, async (scope, { id, cursor, limit }) => {
  await getOrder(scope, id)
  const [before] = decodeCursor(cursor, ['number'])
  return pageOfEvents(scope, sql`order_id = ${id} ${before === undefined ? sql`` : sql`AND sequence < ${before}`}`, sql`sequence DESC`, limit, (event) => [event.sequence ?? 0])
})

/** Everything that happened in the organization, newest first. */
export const listEvents = operation(contract.listEvents, async (scope, { type, cursor, limit }) => {
  const [before] = decodeCursor(cursor, ['string'])
  const filter = sql`${type ? sql`type = ANY(${type})` : sql`true`} ${before === undefined ? sql`` : sql`AND id < ${before}::uuid`}`
  return pageOfEvents(scope, filter, sql`id DESC`, limit, (event) => [event.id])
})

type EventRow = { id: string; type: string; orderId: string | null; sequence: number | null; at: string; actor: Actor; origin: string; data: Record<string, unknown> }

async function pageOfEvents(scope: Scope, filter: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number, cursorOf: (event: EventRow) => (string | number)[]) {
  const { rows } = await sql<EventRow>`SELECT id, type, order_id AS "orderId", sequence, at, actor, origin, data FROM event
    WHERE organization_id = ${scope.organizationId} AND ${filter} ORDER BY ${order} LIMIT ${limit + 1}`.execute(scope.db)
  const page = pageOf(rows, limit, cursorOf)
  return { ...page, items: page.items.map((event) => ({ ...event, actor: { kind: event.actor.kind, id: 'id' in event.actor ? event.actor.id : null, name: event.actor.name } })) }
}
