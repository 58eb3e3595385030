import { sql } from 'kysely'
import { refuse } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import type { PointedContactPoint } from './contact-points.ts'

/**
 * Makes these the contact points of the customer. One that is somebody else's is refused, naming whose it is: a phone and a
 * WhatsApp number that are the same belong to the same person. The primary key decides between two who ask at once.
 */
export async function saveContactPoints(scope: Scope, customerId: string, points: PointedContactPoint[]): Promise<void> {
  await sql`DELETE FROM contact_point WHERE organization_id = ${scope.organizationId} AND customer_id = ${customerId}`.execute(scope.db)
  if (points.length === 0) return
  await refuseTaken(scope, customerId, points)
  const saved = await sql`INSERT INTO contact_point (organization_id, customer_id, medium, value, shown, label, is_primary)
    SELECT ${scope.organizationId}, ${customerId}, p.medium, p.value, p.shown, p.label, p."isPrimary"
    FROM jsonb_to_recordset(${JSON.stringify(points)}::jsonb) AS p(medium text, value text, shown text, label text, "isPrimary" boolean)
    ORDER BY p.medium, p.value
    ON CONFLICT DO NOTHING RETURNING 1`.execute(scope.db)
  if (saved.rows.length < points.length) await refuseTaken(scope, customerId, points)
}

async function refuseTaken(scope: Scope, customerId: string, points: PointedContactPoint[]): Promise<void> {
  const { rows } = await sql<{ value: string; customerId: string; name: string }>`
    SELECT p.value, c.id AS "customerId", c.name FROM contact_point p JOIN customer c ON c.organization_id = p.organization_id AND c.id = p.customer_id
    WHERE p.organization_id = ${scope.organizationId} AND p.medium IN ('email', 'phone', 'whatsapp') AND p.value = ANY(${points.map(({ value }) => value)}::text[])
      AND p.customer_id <> ${customerId}`.execute(scope.db)
  const taken = points.find(({ value }) => rows.some((row) => row.value === value))
  const owner = taken && rows.find((row) => row.value === taken.value)
  if (!taken || !owner) return
  const message = `${owner.name} is reached at ${taken.shown} already.`
  refuse('duplicate', message, { errors: [{ pointer: taken.pointer, code: 'duplicate', message }], extra: { customerId: owner.customerId } })
}
