import { statfs } from 'node:fs/promises'
import type pg from 'pg'
import type { DocketEvent } from '#domain/events.ts'
import { replay } from '#domain/orders/replay.ts'
import { samePosition, type Position } from '#domain/workflows/process.ts'
import { cannotStart } from '#platform/cannot-start.ts'
import { assertRestricted } from '#platform/database.ts'
import { openFiles } from '#platform/files/open-files.ts'
import { pendingMigrations } from '#platform/migrate.ts'
import { oldestSupported } from '#platform/postgres/oldest-supported.ts'
import { hashOf } from '#platform/record.ts'
import { readFileRows } from './backup-files.ts'
import { withConnection, type Connection } from './connect.ts'

const ORDERS_REPLAYED = 500
const GIGABYTE = 1024 ** 3

type Finding = { isWell: boolean; says: string }

export const doctor = {
  usage: '',
  summary: 'Looks whether everything is as it should be, says what is not, and ends with 1 if anything is.',
  run: () => withConnection(async (connection) => {
    let wrong = 0
    for (const look of looks) {
      const { isWell, says } = await look(connection).catch((error: unknown): Finding => ({ isWell: false, says: error instanceof Error ? error.message : String(error) }))
      if (!isWell) wrong += 1
      process.stdout.write(`${isWell ? 'well ' : 'WRONG'}  ${says}\n`)
    }
    process.stdout.write(wrong === 0 ? 'Everything is well.\n' : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.\n`)
    return wrong === 0 ? 0 : 1
  }, { anyVersion: true }),
}

const looks: ((connection: Connection) => Promise<Finding>)[] = [lookAtVersions, lookAtMigrations, lookAtRights, lookAtRowSecurity, lookAtCounts, lookAtRecords, lookAtJobs, lookAtStore, lookAtFiles, lookAtDisk]

async function lookAtVersions({ owner }: Connection): Promise<Finding> {
  const { rows } = await owner.query<{ server_version: string }>('SHOW server_version')
  const version = rows[0]?.server_version ?? ''
  return { isWell: Number.parseInt(version, 10) >= oldestSupported, says: `Node ${process.versions.node}, PostgreSQL ${version}; Docket needs PostgreSQL ${oldestSupported} or newer.` }
}

async function lookAtMigrations({ owner }: Connection): Promise<Finding> {
  const pending = await pendingMigrations(owner)
  if (pending.length > 0) throw cannotStart(`The database is older than this program: ${pending.join(', ')} missing. Run bin/docket migrate.`)
  return { isWell: true, says: 'The database is up to date.' }
}

async function lookAtRights({ database }: Connection): Promise<Finding> {
  await assertRestricted(database)
  return { isWell: true, says: 'The application works as a role that cannot bypass row level security.' }
}

async function lookAtRowSecurity({ owner }: Connection): Promise<Finding> {
  // Machinery that names an organization and holds nothing of it, and the public addresses of wizards, which lead to ids alone.
  const { rows } = await owner.query<{ name: string }>(`SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
      AND c.relname NOT IN ('event_feed', 'order_timer', 'outbox', 'wizard_link') ORDER BY 1`)
  return rows.length === 0
    ? { isWell: true, says: 'Row level security guards every table of an organization.' }
    : { isWell: false, says: `Row level security is off or not forced on ${rows.map(({ name }) => name).join(', ')}.` }
}

async function lookAtCounts({ owner }: Connection): Promise<Finding> {
  const { rows } = await owner.query<{ slug: string; counted: string; there: string }>(`
    WITH counted AS (
      SELECT organization_id, order_type_id, status_id, category, payment_status, scheduled, archived, sum(n) AS n FROM (
        SELECT organization_id, order_type_id, status_id, category, payment_status, scheduled, archived, count AS n FROM order_tally
        UNION ALL SELECT organization_id, order_type_id, status_id, category, payment_status, scheduled, archived, change FROM order_tally_delta
      ) t GROUP BY 1, 2, 3, 4, 5, 6, 7
    ), there AS (
      SELECT organization_id, order_type_id, status_id, category, payment_status, scheduled_at IS NOT NULL AS scheduled, archived_at IS NOT NULL AS archived, count(*) AS n
      FROM orders GROUP BY 1, 2, 3, 4, 5, 6, 7
    )
    SELECT o.slug, sum(coalesce(c.n, 0)) AS counted, sum(coalesce(t.n, 0)) AS there
    FROM counted c FULL JOIN there t USING (organization_id, order_type_id, status_id, category, payment_status, scheduled, archived)
    JOIN organization o USING (organization_id) WHERE coalesce(c.n, 0) <> coalesce(t.n, 0) GROUP BY o.slug ORDER BY o.slug`)
  return rows.length === 0
    ? { isWell: true, says: 'The counters agree with the orders.' }
    : { isWell: false, says: `Counters differ from the orders: ${rows.map(({ slug, counted, there }) => `${slug} counts ${counted} where there are ${there}`).join('; ')}.` }
}

type Recorded = {
  id: string; organization_id: string; number: string; phase: string | null; workflow: string; step: string; status_id: string; category: Position['category']
  payment_status: string; total: string; archived: boolean; event_sequence: number; hash: string | null; lines: string[]
}

/** The newest orders, played again from their events: each chain of hashes whole, and each order as its record says. */
async function lookAtRecords({ owner }: Connection): Promise<Finding> {
  const { rows: orders } = await owner.query<Recorded>(`SELECT id, organization_id, number, phase, workflow, step, status_id, category, payment_status, total, archived_at IS NOT NULL AS archived,
      event_sequence, encode(event_hash, 'hex') AS hash, ARRAY(SELECT l.id::text FROM line_item l WHERE l.organization_id = o.organization_id AND l.order_id = o.id) AS lines
    FROM orders o ORDER BY updated_at DESC LIMIT ${ORDERS_REPLAYED}`)
  const faults: string[] = []
  for (const order of orders) {
    const fault = faultOf(order, await readEvents(owner, order))
    if (fault) faults.push(`order ${order.number} (${order.id}): ${fault}`)
  }
  return faults.length === 0
    ? { isWell: true, says: `The records of the ${orders.length} orders changed last are whole, and say what the orders say.` }
    : { isWell: false, says: `${faults.length} of ${orders.length} orders differ from their record: ${faults.slice(0, 5).join('; ')}.` }
}

type Chained = DocketEvent & { hash: string | null }

async function readEvents(owner: pg.Client, { organization_id: organizationId, id }: Recorded): Promise<Chained[]> {
  const { rows } = await owner.query<Chained>(`SELECT id, type, order_id AS "orderId", at, actor, origin, request_id AS "requestId", data, visibility, sequence, encode(hash, 'hex') AS hash
    FROM event WHERE organization_id = $1 AND order_id = $2 ORDER BY sequence`, [organizationId, id])
  return rows
}

function faultOf(order: Recorded, events: Chained[]): string | undefined {
  let previous: string | null = null
  for (const [i, { hash, ...event }] of events.entries()) {
    if (event.sequence !== i + 1) return `event ${i + 1} is missing`
    if (hash !== hashOf(previous, event)) return `event ${i + 1} was changed after it was written`
    previous = hash
  }
  if (events.length !== order.event_sequence || previous !== order.hash) return 'its last events are missing'
  const played = replay(events)
  const position: Position = { phase: order.phase, workflow: order.workflow, step: order.step, statusId: order.status_id, category: order.category }
  if (!samePosition(played.position, position)) return `it stands at ${position.step}, and its record ends at ${played.position.step}`
  if (played.paymentStatus !== order.payment_status) return `its payment is ${order.payment_status}, and in its record ${played.paymentStatus}`
  if (played.total !== Number(order.total)) return `its total is ${order.total}, and in its record ${played.total}`
  if (played.isArchived !== order.archived) return order.archived ? 'it is archived, and its record does not say so' : 'its record says that it is archived'
  if (order.lines.length !== played.lines.size || !order.lines.every((id) => played.lines.has(id))) return 'its line items are not those of its record'
  return undefined
}

async function lookAtJobs({ owner }: Connection): Promise<Finding> {
  const { rows } = await owner.query<{ failed: number; outbox: number }>(`SELECT (SELECT count(*)::int FROM graphile_worker._private_jobs WHERE attempts >= max_attempts) AS failed,
    (SELECT count(*)::int FROM outbox) AS outbox`)
  const { failed = 0, outbox = 0 } = rows[0] ?? {}
  return failed === 0
    ? { isWell: true, says: outbox === 0 ? 'No job was given up, and no change waits to be handed on.' : `No job was given up; ${outbox} changes wait to be handed on.` }
    : { isWell: false, says: `${failed} jobs were given up after all their attempts; the log says why.` }
}

async function lookAtStore({ settings }: Connection): Promise<Finding> {
  const files = await openFiles(settings)
  await files.check()
  return { isWell: true, says: `Files can be written, read and removed in ${files.where.place}.` }
}

async function lookAtFiles({ owner, settings }: Connection): Promise<Finding> {
  const files = await openFiles(settings)
  const rows = await readFileRows(owner)
  const sizes = new Map<string, number>()
  if (rows.length > 0) for await (const { organizationId, id, size } of files.kept()) sizes.set(`${organizationId} ${id}`, size)
  const sizeOf = ({ organizationId, id }: { organizationId: string; id: string }) => sizes.get(`${organizationId} ${id}`)
  const missing = rows.filter((row) => sizeOf(row) === undefined).map(({ id }) => id)
  const cut = rows.filter((row) => (sizeOf(row) ?? row.size) !== row.size).map(({ id }) => id)
  const { place, setting } = files.where
  if (missing.length > 0) return { isWell: false, says: `${missing.length} of ${rows.length} uploaded files are not in ${place}: ${missing.slice(0, 5).join(', ')}. Is ${setting} right?` }
  if (cut.length > 0) return { isWell: false, says: `${cut.length} of ${rows.length} uploaded files have another size than they arrived with, in ${place}: ${cut.slice(0, 5).join(', ')}.` }
  return { isWell: true, says: rows.length === 0 ? 'No files were uploaded yet.' : `All ${rows.length} uploaded files are in ${place}.` }
}

async function lookAtDisk({ settings }: Connection): Promise<Finding> {
  if (settings.databaseUrl) return { isWell: true, says: 'The disk is the business of the server DATABASE_URL names.' }
  const { bavail, bsize } = await statfs(settings.dataDirectory)
  const free = (bavail * bsize) / GIGABYTE
  return { isWell: free >= 1, says: `${free.toFixed(1)} GB are free for ${settings.dataDirectory}; less than 1 GB is too little.` }
}
