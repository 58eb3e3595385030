import { sql } from 'kysely'
import { refuseField } from '#domain/kernel/refusal.ts'
import { dayOf } from '#domain/kernel/time.ts'
import { orderNumberOf, seriesOf, type NumberedAt } from '#domain/orders/order-number.ts'
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

type Block = { next: number; end: number; size: number; claimedAt: number }
const blocks = new Map<string, Block>()
const claims = new Map<string, Promise<void>>()

/** A new order's number, by its order type's pattern: the next of the organization's own sequence, or of the one the pattern has. */
export async function newOrderNumber(scope: Scope, orderType: Pick<OrderType, 'key' | 'numbering'>, location?: string): Promise<string> {
  const at = await numberedAt(scope, location)
  return orderNumberOf(orderType.numbering, at, await nextInSequence(scope, seriesOf(orderType.key, orderType.numbering, at)))
}

/** What a number given out now, at this location, may show; a location that is not the organization's is refused. */
export async function numberedAt(scope: Scope, location?: string): Promise<NumberedAt> {
  const { timeZone, locations } = await organizationSettings(scope)
  const found = location === undefined ? undefined : (locations.find(({ key }) => key === location) ?? refuseField('/location', 'unknown', `There is no location “${location}”.`))
  const [year = '', month = ''] = dayOf(scope.now, timeZone).split('-')
  return { year, month, location: found?.code ?? locations[0]?.code ?? '' }
}

async function nextInSequence(scope: Scope, series: string | null): Promise<number> {
  const name = `${scope.organizationId}/${series ?? ''}`
  for (;;) {
    const block = blocks.get(name)
    if (block && block.next < block.end) return block.next++
    const claiming = claims.get(name) ?? claim(scope, series, name).finally(() => claims.delete(name))
    claims.set(name, claiming)
    await claiming
  }
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
  blocks.set(name, { next: first, end: first + size, size, claimedAt })
}
