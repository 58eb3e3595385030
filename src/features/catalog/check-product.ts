import { sql } from 'kysely'
import { problemsOf, type Product } from '#domain/catalog/product.ts'
import { refuse, refuseField, Refusal } from '#domain/kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

/** Says no to a product that is wrong in itself or does not fit the rest of the catalog. */
export async function checkProduct(scope: Scope, product: Product): Promise<void> {
  const problems = problemsOf(product)
  if (problems[0]) throw new Refusal('validation-failed', problems[0].message, problems)
  await checkCategory(scope, product.categoryId)
  await checkPackageLines(scope, product)
}

/** Says no to taking away, or making a package of, what a package brings: the package could not be ordered any more. */
export async function refuseBreakingPackages(scope: Scope, productId: string, before: Product, after: Product): Promise<void> {
  const stillThere = new Set(packableSkus(after))
  const lost = packableSkus(before).filter((sku) => !stillThere.has(sku))
  if (lost.length === 0) return
  const { rows } = await sql<{ name: string; sku: string }>`
    SELECT p.name, l.sku FROM product p, jsonb_to_recordset(p.package_lines) AS l(sku text)
    WHERE p.organization_id = ${scope.organizationId} AND p.kind = 'package' AND p.active AND p.id <> ${productId} AND l.sku = ANY(${lost}::text[])
    ORDER BY p.name LIMIT 1`.execute(scope.db)
  const [user] = rows
  if (user) refuse('in-use', `The package “${user.name}” brings “${user.sku}”. Take it out of there first.`, { extra: { sku: user.sku } })
}

function packableSkus({ active, kind, variants }: Product): string[] {
  return active && kind !== 'package' ? variants.filter((variant) => variant.active).map(({ sku }) => sku) : []
}

async function checkCategory(scope: Scope, categoryId: string | null): Promise<void> {
  if (categoryId === null) return
  const { rows } = await sql`SELECT 1 FROM product_category WHERE organization_id = ${scope.organizationId} AND id = ${categoryId}`.execute(scope.db)
  if (rows.length === 0) refuseField('/categoryId', 'unknown', 'There is no such product category.')
}

// The rows are held until the commit, so that what a package brings cannot be taken away or become a package at the same moment.
async function checkPackageLines(scope: Scope, { packageLines }: Product): Promise<void> {
  if (packageLines.length === 0) return
  const { rows } = await sql<{ sku: string; kind: string }>`
    SELECT v.sku, p.kind FROM variant v JOIN product p ON p.organization_id = v.organization_id AND p.id = v.product_id
    WHERE v.organization_id = ${scope.organizationId} AND v.sku = ANY(${packageLines.map(({ sku }) => sku)}::text[]) AND v.active AND p.active
    ORDER BY p.id FOR SHARE OF p, v`.execute(scope.db)
  for (const [i, { sku }] of packageLines.entries()) {
    const found = rows.find((row) => row.sku === sku)
    if (!found) refuseField(`/packageLines/${i}/sku`, 'unknown', `Nothing in the catalog has the SKU “${sku}”.`)
    if (found.kind === 'package') refuseField(`/packageLines/${i}/sku`, 'nested', `“${sku}” is a package itself, and packages do not bring packages.`)
  }
}
