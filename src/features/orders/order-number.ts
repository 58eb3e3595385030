import { sql } from 'kysely'
import type { Scope } from '#platform/scope.ts'

// Numbers are claimed in small blocks a node, beside the order's own transaction: no order waits for another's number, and a
// number is never used twice, also where the order that made the node claim a block is refused and undone. They may gap (a
// restart drops the rest of a block); invoice numbers may not, and do it otherwise.
// A block that lasted less than a second is followed by one twice its size: a rush claims seldom, a quiet shop gaps little.
const SMALLEST_BLOCK = 10
const LARGEST_BLOCK = 640
const QUICK = 1_000
const ORGANIZATIONS_KEPT = 10_000

type Block = { next: number; end: number; size: number; claimedAt: number }
const blocks = new Map<string, Block>()
const claims = new Map<string, Promise<void>>()

/** The next order number of the organization on this node, without its order type's prefix. */
export async function nextOrderNumber(scope: Pick<Scope, 'beside'>, organizationId: string): Promise<number> {
  for (;;) {
    const block = blocks.get(organizationId)
    if (block && block.next < block.end) return block.next++
    const claiming = claims.get(organizationId) ?? claim(scope, organizationId).finally(() => claims.delete(organizationId))
    claims.set(organizationId, claiming)
    await claiming
  }
}

async function claim({ beside }: Pick<Scope, 'beside'>, organizationId: string): Promise<void> {
  const before = blocks.get(organizationId)
  const claimedAt = performance.now()
  const size = before && claimedAt - before.claimedAt < QUICK ? Math.min(before.size * 2, LARGEST_BLOCK) : SMALLEST_BLOCK
  const { rows } = await sql<{ first: number }>`SELECT claim_order_numbers(${organizationId}, ${size}) AS first`.execute(beside)
  const first = rows[0]?.first
  if (first === undefined || first === null) throw new Error('Order numbers are claimed for an organization that exists')
  if (blocks.size >= ORGANIZATIONS_KEPT) blocks.clear()
  blocks.set(organizationId, { next: first, end: first + size, size, claimedAt })
}
