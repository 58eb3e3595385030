import { sql } from 'kysely'
import { dayOf } from '#domain/kernel/time.ts'
import { numberBeginning, orderNumberOf, seriesOf, type NumberedAt } from '#domain/orders/order-number.ts'
import type { OrderType } from '#domain/workflows/schema.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import type { Scope } from '#platform/scope.ts'

// Numbers are claimed in small blocks a node, beside the order's own transaction: no order waits for another's number, and a
// number is never used twice, also where the order that made the node claim a block is refused and undone. They may gap (a
// restart drops the rest of a block); invoice numbers may not, and do it otherwise.
// A block that lasted less than a second is followed by one twice its size: a rush claims seldom, a quiet shop gaps little.
const SMALLEST_BLOCK = 10
const LARGEST_BLOCK = 640
const QUICK = 1_000
const SEQUENCES_KEPT = 10_000

type Block = { next: number; end: number; size: number; claimedAt: number; checked: Set<string> }
const blocks = new Map<string, Block>()
const claims = new Map<string, Promise<void>>()

/** A new order's number, by its order type's pattern: the next of the organization's own sequence, or of the one the pattern has. */
export async function newOrderNumber(scope: Scope, { key, numbering }: Pick<OrderType, 'key' | 'numbering'>, location: { code: string } | undefined): Promise<string> {
  const at = { ...(await dayShown(scope)), location: location?.code ?? '' }
  const series = seriesOf(key, numbering, at)
  const name = `${scope.organizationId}/${series ?? ''}`
  for (;;) {
    const block = blocks.get(name)
    if (!block || block.next >= block.end) await claimOnce(scope, series, name)
    else if (await isFree(scope, block, (sequence) => orderNumberOf(numbering, at, sequence))) {
      if (block.next < block.end) return orderNumberOf(numbering, at, block.next++)
    } else {
      await skipBehind(scope, series, numberBeginning(numbering, at))
      if (blocks.get(name) === block) blocks.delete(name)
    }
  }
}

/** The year and month in which the organization is now. */
export async function dayShown(scope: Scope): Promise<Omit<NumberedAt, 'location'>> {
  const { timeZone } = await organizationSettings(scope)
  const [year = '', month = ''] = dayOf(scope.now, timeZone).split('-')
  return { year, month }
}

// A pattern that is changed, or orders that came with numbers of their own, may have used numbers that a sequence comes to later:
// so what is left of a block is looked up once for each beginning that it is used with.
async function isFree(scope: Scope, block: Block, numberOf: (sequence: number) => string): Promise<boolean> {
  const beginning = numberOf(0)
  if (block.checked.has(beginning)) return true
  const numbers = Array.from({ length: block.end - block.next }, (_, i) => numberOf(block.next + i))
  const { rows } = await sql`SELECT FROM orders WHERE organization_id = ${scope.organizationId} AND number = ANY(${numbers}::text[]) LIMIT 1`.execute(scope.db)
  if (rows.length > 0) return false
  block.checked.add(beginning)
  return true
}

/** Lets a sequence go on behind the highest number that begins like this one. Looks at every number there is, which happens once. */
async function skipBehind({ db, beside, organizationId }: Scope, series: string | null, beginning: string): Promise<void> {
  const { rows } = await sql<{ highest: number | null }>`SELECT max(substr(number, ${beginning.length + 1}::int)::bigint) AS highest FROM orders
    WHERE organization_id = ${organizationId} AND starts_with(number, ${beginning}) AND substr(number, ${beginning.length + 1}::int) ~ '^[0-9]{1,15}$'`.execute(db)
  await sql`SELECT skip_numbers(${organizationId}, ${series}, ${rows[0]?.highest ?? 0})`.execute(beside)
}

function claimOnce(scope: Scope, series: string | null, name: string): Promise<void> {
  const claiming = claims.get(name) ?? claim(scope, series, name).finally(() => claims.delete(name))
  claims.set(name, claiming)
  return claiming
}

async function claim({ beside, organizationId }: Scope, series: string | null, name: string): Promise<void> {
  const before = blocks.get(name)
  const claimedAt = performance.now()
  const size = before && claimedAt - before.claimedAt < QUICK ? Math.min(before.size * 2, LARGEST_BLOCK) : SMALLEST_BLOCK
  const claimed = series === null ? sql`claim_order_numbers(${organizationId}, ${size})` : sql`claim_series_numbers(${organizationId}, ${series}, ${size})`
  const { rows } = await sql<{ first: number }>`SELECT ${claimed} AS first`.execute(beside)
  const first = rows[0]?.first
  if (first === undefined || first === null) throw new Error('Order numbers are claimed for an organization that exists')
  if (blocks.size >= SEQUENCES_KEPT) blocks.clear()
  blocks.set(name, { next: first, end: first + size, size, claimedAt, checked: new Set() })
}
