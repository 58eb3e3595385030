import { sql } from 'kysely'
import type { ShownOrderLink } from '#domain/orders/link-contract.ts'
import { linkExpiry } from '#domain/orders/order-link.ts'
import { newId } from '#domain/kernel/id.ts'
import { hashToken } from '#features/identity/token.ts'
import type { Database } from '#platform/database.ts'
import { withProof } from '#platform/person-operation.ts'
import type { Scope } from '#platform/scope.ts'

export type OrderLink = Pick<ShownOrderLink, 'id' | 'createdAt' | 'expiresAt' | 'revokedAt'> & { orderId: string }

const columns = sql`id, order_id AS "orderId", created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"`

/** Keeps a link by its token's hash; undefined where this very link is there already. */
export async function insertOrderLink(scope: Scope, orderId: string, token: string): Promise<OrderLink | undefined> {
  const { rows } = await sql<OrderLink>`INSERT INTO order_link (organization_id, id, order_id, purpose, token_hash, created_at, expires_at)
    VALUES (${scope.organizationId}, ${newId()}, ${orderId}, 'tracking', decode(${hashToken(token)}, 'hex'), ${scope.now}, ${linkExpiry(scope.now)})
    ON CONFLICT DO NOTHING RETURNING ${columns}`.execute(scope.db)
  return rows[0]
}

export async function readOrderLinks(scope: Scope, orderId: string): Promise<OrderLink[]> {
  const { rows } = await sql<OrderLink>`SELECT ${columns} FROM order_link WHERE organization_id = ${scope.organizationId} AND order_id = ${orderId} ORDER BY created_at DESC, id DESC LIMIT 200`.execute(scope.db)
  return rows
}

export async function findOrderLinkForChange(scope: Scope, id: string): Promise<OrderLink | undefined> {
  const { rows } = await sql<OrderLink>`SELECT ${columns} FROM order_link WHERE organization_id = ${scope.organizationId} AND id = ${id} FOR UPDATE`.execute(scope.db)
  return rows[0]
}

export async function markRevoked(scope: Scope, id: string): Promise<void> {
  await sql`UPDATE order_link SET revoked_at = ${scope.now} WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}

/** The link that a token opens, before its organization is known: the token itself is the proof by which the row is seen. */
export function findPresentedLink(database: Database, token: string): Promise<(OrderLink & { organizationId: string }) | undefined> {
  const tokenHash = hashToken(token)
  return withProof(database, { tokenHash }, async (db) => {
    const { rows } = await sql<OrderLink & { organizationId: string }>`SELECT ${columns}, organization_id AS "organizationId" FROM order_link WHERE token_hash = decode(${tokenHash}, 'hex')`.execute(db)
    return rows[0]
  })
}
