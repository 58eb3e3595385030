import type { Blueprint } from '#domain/blueprints/blueprint.ts'
import { namedBySku, productsNamed, resolvedBySku } from '#domain/blueprints/products-by-sku.ts'
import { productsOfSkus, skusOfProducts } from '#features/catalog/products-by-sku.ts'
import type { Scope } from '#platform/scope.ts'

/** A blueprint as it is meant here: its wizards with the products of this organization, and what of them was not found. */
export async function resolveProducts(scope: Scope, blueprint: Blueprint): Promise<{ resolved: Blueprint; notFound: string[] }> {
  const idOf = await productsOfSkus(scope, blueprint.wizards.flatMap(productsNamed))
  const wizards = blueprint.wizards.map((wizard) => resolvedBySku(wizard, idOf))
  return { resolved: { ...blueprint, wizards: wizards.flatMap(({ wizard }) => wizard ?? []) }, notFound: wizards.flatMap(({ notFound }) => notFound) }
}

/** The same the other way round: as it can be read elsewhere. */
export async function nameProducts(scope: Scope, described: Blueprint): Promise<Blueprint> {
  const skuOf = await skusOfProducts(scope, described.wizards.flatMap(productsNamed))
  return { ...described, wizards: described.wizards.map((wizard) => namedBySku(wizard, skuOf)) }
}
