import { sql } from 'kysely'
import type { Scope } from '#platform/scope.ts'

// Numbers are claimed in small blocks a node, beside the order's own transaction: no order waits for another's number, and a
// number is never used twice, also where the order that made the node claim a block is refused and undone. They may gap (a
// restart drops the rest of a block); invoice numbers may not, and do it otherwise.
const BLOCK = 10
const ORGANIZATIONS_KEPT = 10_000

type Block = { next: number; end: number }
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
  const { rows } = await sql<{ first: number }>`SELECT claim_order_numbers(${organizationId}, ${BLOCK}) AS first`.execute(beside)
  const first = rows[0]?.first
  if (first === undefined || first === null) throw new Error('Order numbers are claimed for an organization that exists')
  if (blocks.size >= ORGANIZATIONS_KEPT) blocks.clear()
  blocks.set(organizationId, { next: first, end: first + BLOCK })
}
