import { sql } from 'kysely'
import type { z } from 'zod'
import type { shownProductCategory } from '#domain/catalog/contract.ts'
import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

export type ShownProductCategory = z.infer<typeof shownProductCategory>

const shownColumns = sql`g.id, g.name, g.position, (SELECT count(*) FROM product p WHERE p.organization_id = g.organization_id AND p.category_id = g.id) AS "productCount"`

export async function listProductCategoryRows(scope: Scope): Promise<ShownProductCategory[]> {
  const { rows } = await sql<ShownProductCategory>`SELECT ${shownColumns} FROM product_category g WHERE g.organization_id = ${scope.organizationId}
    ORDER BY g.position, lower(g.name), g.id`.execute(scope.db)
  return rows
}

export async function getProductCategoryRow(scope: Scope, id: string): Promise<ShownProductCategory> {
  const { rows } = await sql<ShownProductCategory>`SELECT ${shownColumns} FROM product_category g WHERE g.organization_id = ${scope.organizationId} AND g.id = ${id}`.execute(scope.db)
  return rows[0] ?? refuseUnknown('product category')
}

/** Without a position it comes last. */
export async function insertProductCategory(scope: Scope, { id, name, position }: { id: string; name: string; position: number | undefined }): Promise<void> {
  const inserted = await sql`INSERT INTO product_category (organization_id, id, name, position)
    VALUES (${scope.organizationId}, ${id}, ${name}, coalesce(${position ?? null}::int,
      (SELECT coalesce(max(g.position) + 1, 0) FROM product_category g WHERE g.organization_id = ${scope.organizationId})))
    ON CONFLICT DO NOTHING RETURNING 1`.execute(scope.db)
  if (inserted.rows.length === 0) await refuseTaken(scope, name)
}

export async function saveProductCategory(scope: Scope, { id, name, position }: ShownProductCategory): Promise<void> {
  const saved = await sql`UPDATE product_category SET name = ${name}, position = ${position} WHERE organization_id = ${scope.organizationId} AND id = ${id}
    AND NOT EXISTS (SELECT FROM product_category g WHERE g.organization_id = ${scope.organizationId} AND g.name = ${name} AND g.id <> ${id}) RETURNING 1`.execute(scope.db)
  if (saved.rows.length === 0) await refuseTaken(scope, name)
}

/** The names of a few products in it. */
export async function readSomeIn(scope: Scope, id: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM product WHERE organization_id = ${scope.organizationId} AND category_id = ${id} ORDER BY lower(name), id LIMIT ${limit}`.execute(scope.db)
  return rows.map(({ name }) => name)
}

/** Deletes it; a product that somebody puts in at this moment is kept whole by the foreign key. */
export async function deleteProductCategory(scope: Scope, id: string): Promise<void> {
  await sql`DELETE FROM product_category WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
}

async function refuseTaken(scope: Scope, name: string): Promise<never> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM product_category WHERE organization_id = ${scope.organizationId} AND name = ${name}`.execute(scope.db)
  const [named] = rows
  const message = named ? `There is a product category “${name}” already.` : 'There is a product category with this id already.'
  refuse('duplicate', message, { errors: [{ pointer: named ? '/name' : '/id', code: 'duplicate', message }], extra: named ? { categoryId: named.id } : {} })
}
