import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { ownDatabase } from '#test/own-database.ts'
import { openLog } from './log.ts'
import { runDueTimers } from './order-timers.ts'
import { leave } from './scope.ts'

const { database } = await ownDatabase()
const clock = { database, log: openLog('silent', { readable: false }), signal: new AbortController().signal }
const organizationId = newId()

beforeEach(() => sql`DELETE FROM order_timer`.execute(database.db))

async function setTimers(count: number, due: string): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  await sql`INSERT INTO order_timer (organization_id, order_id, due_at)
    SELECT ${organizationId}, id, now() + ${due}::interval FROM unnest(${ids}::uuid[]) id`.execute(database.db)
  return ids
}

async function timers() {
  const { rows } = await sql<{ order_id: string, due: boolean }>`SELECT order_id, due_at <= now() AS due FROM order_timer`.execute(database.db)
  return rows
}

test('every due timer runs once, though several nodes look at once, and those not due stay', async () => {
  const due = await setTimers(150, '-1 second')
  const later = await setTimers(1, '1 hour')
  const ran: string[] = []
  const node = async () => {
    while ((await timers()).some((timer) => timer.due)) await runDueTimers(clock, async (_, orderId) => void ran.push(orderId))
  }
  await Promise.all([node(), node(), node()])
  expect(ran.toSorted()).toEqual(due.toSorted())
  expect(await timers()).toEqual([{ order_id: later[0], due: false }])
})

test('a full go says that there is more', async () => {
  await setTimers(101, '-1 second')
  expect(await runDueTimers(clock, async () => {})).toBe(true)
  expect(await runDueTimers(clock, async () => {})).toBe(false)
})

test('a timer that its move sets anew stays, with its new time', async () => {
  const [orderId] = await setTimers(1, '-1 second')
  const dueAt = new Date(Date.now() + 60_000).toISOString()
  await runDueTimers(clock, async (scope) => leave(scope, 'timers', { orderId, dueAt }))
  expect(await timers()).toEqual([{ order_id: orderId, due: false }])
})

test('a timer that fails keeps no other waiting and is tried again later', async () => {
  const [failing] = await setTimers(1, '-2 seconds')
  const [fine] = await setTimers(1, '-1 second')
  const ran: string[] = []
  await runDueTimers(clock, async (_, orderId) => {
    if (orderId === failing) throw new Error('told to')
    ran.push(orderId)
  })
  expect(ran).toEqual([fine])
  expect(await timers()).toEqual([{ order_id: failing, due: false }])
})
