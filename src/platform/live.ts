import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import { hangBell } from './bell.ts'
import { connect } from './connection.ts'
import type { Database } from './database.ts'
import type { Log } from './log.ts'
import { withScope } from './scope.ts'
import { systemCaller } from './system-caller.ts'

/** That something happened, without what: a screen re-reads what has changed. `reset` means too much was missed: re-read all. */
export type LiveEvent = { position: number; type: string; orderId: string | null; eventId: string }

/** Returning false means that the receiver is full: it is dropped, and comes back with the last position it got. */
export type Send = (event: LiveEvent) => boolean | void

export type Live = {
  /** Sends what happens in an organization from now on, or all since `afterPosition` first. Returns what ends it. */
  subscribeLive(organizationId: string, afterPosition: number | undefined, send: Send): () => void
  stop(): Promise<void>
}

type Follower = { send: Send; position: number; isLive: boolean; isOver: boolean }
// `head`: every event of the organization up to here was handed to the followers that were live.
type Room = { organizationId: string; followers: Set<Follower>; head: number; isReading: boolean; readAgain: boolean }

const PAGE = 500
const MOST_MISSED = 5_000
const HEARTBEAT = 10_000
const RETRY = 500
const LONGEST_RETRY = 5_000

/**
 * What a web node needs to show changes as they happen: one connection that listens for the relay's word, and reads of the
 * feed for the organizations somebody follows. Nothing is kept per follower but a position, so a slow one costs no memory.
 */
export async function startLive({ database, log }: { database: Database; log: Log }): Promise<Live> {
  const rooms = new Map<string, Room>()
  const bell = hangBell()
  const stopping = new AbortController()
  let top = await readTop(database)
  let listener: pg.Client | undefined = await listen()
  const listening = keepListening()

  return { subscribeLive, stop }

  function subscribeLive(organizationId: string, afterPosition: number | undefined, send: Send): () => void {
    let room = rooms.get(organizationId)
    if (!room) rooms.set(organizationId, (room = { organizationId, followers: new Set(), head: top, isReading: false, readAgain: false }))
    const follower: Follower = { send, position: afterPosition ?? top, isLive: false, isOver: false }
    room.followers.add(follower)
    void catchUp(room, follower, afterPosition !== undefined)
    return () => leaveRoom(room, follower)
  }

  async function stop(): Promise<void> {
    stopping.abort()
    for (const room of rooms.values()) for (const follower of room.followers) leaveRoom(room, follower)
    bell.ring()
    await listener?.end().catch(() => {})
    await listening
  }

  function leaveRoom(room: Room, follower: Follower): void {
    follower.isOver = true
    room.followers.delete(follower)
    if (room.followers.size === 0 && rooms.get(room.organizationId) === room) rooms.delete(room.organizationId)
  }

  function deliver(room: Room, follower: Follower, event: LiveEvent): void {
    if (follower.isOver || event.position <= follower.position) return
    follower.position = event.position
    if (follower.send(event) === false) leaveRoom(room, follower)
  }

  // A follower becomes live only when a read reached the end of the feed and the room handed out nothing meanwhile: then all
  // up to the room's head was in that read, and all after it is still to come. Both steps happen without an await between.
  async function catchUp(room: Room, follower: Follower, resumes: boolean): Promise<void> {
    let missed = 0
    let mustCheck = resumes
    while (!follower.isOver) {
      try {
        if (mustCheck && !(await isInFeed(database, follower.position))) await reset(room, follower)
        mustCheck = false
        const headBefore = room.head
        const events = await readFeed(database, room.organizationId, follower.position)
        for (const event of events) deliver(room, follower, event)
        missed += events.length
        if (events.length < PAGE && room.head === headBefore) {
          follower.isLive = true
          return
        }
        if (missed >= MOST_MISSED) {
          missed = 0
          await reset(room, follower)
        }
      } catch (error) {
        log.warn({ err: error }, 'Live events could not be read; trying again.')
        await pause(RETRY)
      }
    }
  }

  async function reset(room: Room, follower: Follower): Promise<void> {
    const position = await readTop(database)
    // It may come from a future that a restored database does not know, so its position may also go back.
    follower.position = position - 1
    deliver(room, follower, { position, type: 'reset', orderId: null, eventId: '' })
  }

  async function tell(room: Room): Promise<void> {
    room.readAgain = true
    if (room.isReading) return
    room.isReading = true
    while (room.readAgain && room.followers.size > 0) {
      try {
        room.readAgain = false
        const events = await readFeed(database, room.organizationId, room.head)
        for (const event of events) for (const follower of room.followers) if (follower.isLive) deliver(room, follower, event)
        room.head = events.at(-1)?.position ?? room.head
        if (events.length === PAGE) room.readAgain = true
      } catch (error) {
        log.warn({ err: error }, 'Live events could not be read; trying again.')
        room.readAgain = true
        await pause(RETRY)
      }
    }
    room.isReading = false
  }

  function tellAll(): void {
    for (const room of rooms.values()) void tell(room)
  }

  async function listen(): Promise<pg.Client> {
    const client = await connect(database.url, 'docket live')
    client.on('notification', ({ payload }) => {
      const word = JSON.parse(payload ?? '{}') as { position?: number; organizations?: string[] | null }
      top = Math.max(top, word.position ?? 0)
      if (!word.organizations) return tellAll()
      for (const organizationId of word.organizations) {
        const room = rooms.get(organizationId)
        if (room) void tell(room)
      }
    })
    client.once('end', bell.ring)
    await client.query('LISTEN docket_live')
    return client
  }

  // A connection can die without a word, so it is asked now and then. After each answer the rooms look too: that is what
  // reads everything that was missed between two connections.
  async function keepListening(): Promise<void> {
    let retryAfter = 100
    while (!stopping.signal.aborted) {
      try {
        if (!listener) {
          listener = await listen()
          top = Math.max(top, await readTop(database))
          tellAll()
        }
        retryAfter = 100
        await bell.wait(HEARTBEAT)
        if (stopping.signal.aborted) return
        await listener.query('SELECT 1')
        tellAll()
      } catch (error) {
        if (stopping.signal.aborted) return
        log.warn({ err: error }, 'Live updates lost their connection and take another.')
        await listener?.end().catch(() => {})
        listener = undefined
        await bell.wait(retryAfter)
        retryAfter = Math.min(retryAfter * 2, LONGEST_RETRY)
      }
    }
  }
}

export async function readTop(database: Database): Promise<number> {
  const { rows } = await sql<{ top: number | null }>`SELECT max(position) AS top FROM event_feed`.execute(database.db)
  return rows[0]?.top ?? 0
}

/** Whether everything after a position is still in the feed, and the position is not ahead of it. */
async function isInFeed(database: Database, position: number): Promise<boolean> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    SELECT (SELECT min(position) FROM event_feed) AS first, (SELECT max(position) FROM event_feed) AS last`.execute(database.db)
  return position >= (rows[0]?.first ?? 1) - 1 && position <= (rows[0]?.last ?? 0)
}

function readFeed(database: Database, organizationId: string, after: number): Promise<LiveEvent[]> {
  return withScope(database, systemCaller(organizationId, 'live'), { readOnly: true }, async ({ db }) => {
    const { rows } = await sql<LiveEvent>`SELECT f.position, e.type, e.order_id AS "orderId", e.id AS "eventId"
      FROM event_feed f JOIN event e ON e.organization_id = f.organization_id AND e.id = f.event_id
      WHERE f.organization_id = ${organizationId} AND f.position > ${after} ORDER BY f.position LIMIT ${PAGE}`.execute(db)
    return rows
  })
}
