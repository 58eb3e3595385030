import { sql, type RawBuilder } from 'kysely'
import * as contract from '#domain/orders/contract.ts'
import type { Actor } from '#domain/identity/actor.ts'
import { operation } from '#platform/operation.ts'
import { pagesOf } from '#platform/cursor.ts'
import type { Scope } from '#platform/scope.ts'
import { getOrder } from './order-rows.ts'

/** What happened to one order, newest first. */
export const listOrderEvents = operation(contract.listOrderEvents, async (scope, asked) => {
  await getOrder(scope, asked.id)
  const { after: [before] = [], pageOf } = pagesOf(scope, contract.listOrderEvents.name, asked, ['integer'])
  const filter = sql`order_id = ${asked.id} ${before === undefined ? sql`` : sql`AND sequence < ${before}::bigint`}`
  const page = pageOf(await selectEvents(scope, filter, sql`sequence DESC`, asked.limit + 1), (event) => [event.sequence ?? 0])
  return { ...page, items: page.items.map(shownEvent) }
})

/** Everything that happened in the organization, newest first. */
export const listEvents = operation(contract.listEvents, async (scope, asked) => {
  const { after: [before] = [], pageOf } = pagesOf(scope, contract.listEvents.name, asked, ['uuid'])
  const filter = sql`${asked.type ? sql`type = ANY(${asked.type})` : sql`true`} ${before === undefined ? sql`` : sql`AND id < ${before}::uuid`}`
  const page = pageOf(await selectEvents(scope, filter, sql`id DESC`, asked.limit + 1), (event) => [event.id])
  return { ...page, items: page.items.map(shownEvent) }
})

type EventRow = { id: string; type: string; orderId: string | null; orderNumber: string | null; sequence: number | null; at: string; actor: Actor; origin: string; data: Record<string, unknown> }

async function selectEvents(scope: Scope, filter: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`SELECT id, type, order_id AS "orderId", sequence, at, actor, origin, data,
      (SELECT o.number FROM orders o WHERE o.organization_id = event.organization_id AND o.id = event.order_id) AS "orderNumber" FROM event
    WHERE organization_id = ${scope.organizationId} AND ${filter} ORDER BY ${order} LIMIT ${limit}`.execute(scope.db)
  return rows
}

function shownEvent(event: EventRow) {
  const { actor } = event
  return { ...event, actor: { kind: actor.kind, id: 'id' in actor ? actor.id : null, name: actor.name } }
}
