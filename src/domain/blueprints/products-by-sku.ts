import type { Wizard } from '../wizards/wizard.ts'

/** Ids of products mean nothing elsewhere: a blueprint names each by its (first) SKU. What has none (any more) does not travel. */
export function namedBySku(wizard: Wizard, skuOf: ReadonlyMap<string, string>): Wizard {
  return withProducts(wizard, (ids) => ids.flatMap((id) => skuOf.get(id) ?? []))
}

/**
 * A wizard of a blueprint with the products of this organization in the place of SKUs; undefined where it is for nothing that is
 * here. `notFound` says by name what is missing, and what follows.
 */
export function resolvedBySku(wizard: Wizard, idOf: ReadonlyMap<string, string>): { wizard: Wizard | undefined; notFound: string[] } {
  const missingIn = (skus: string[] | undefined) => (skus ?? []).filter((sku) => !idOf.has(sku))
  const questions = wizard.pages.flatMap((page) => page.questions)
  const { products: wanted, categories = [], units = [] } = wizard.appliesTo ?? {}
  const missing = missingIn(wanted)
  const isForNothing = missing.length > 0 && missing.length === wanted?.length && categories.length + units.length === 0
  const notFound = [
    ...(missing.length === 0 ? [] : [`“${wizard.name}” is for ${quoted(missing)}, not in the catalog here: ${isForNothing ? 'it is left out. Add what is missing, then apply the blueprint again.' : 'it is for the rest alone.'}`]),
    ...questions.flatMap(({ label, products }) => {
      const gone = missingIn(products)
      if (gone.length === 0) return []
      const follows = gone.length === products?.length ? 'it offers the whole catalog until you choose.' : 'it offers the rest alone.'
      return [`“${label}” of “${wizard.name}” offers ${quoted(gone)}, not in the catalog here: ${follows}`]
    }),
  ]
  return { wizard: isForNothing ? undefined : withProducts(wizard, (skus) => [...new Set(skus.flatMap((sku) => idOf.get(sku) ?? []))]), notFound }
}

/** Every product that a wizard names, by id or by SKU. */
export function productsNamed({ appliesTo, pages }: Pick<Wizard, 'appliesTo' | 'pages'>): string[] {
  return [...(appliesTo?.products ?? []), ...pages.flatMap(({ questions }) => questions.flatMap(({ products }) => products ?? []))]
}

/** An empty list would mean something else than it did: where nothing is left of one, it is left out. */
function withProducts(wizard: Wizard, rename: (names: string[]) => string[]): Wizard {
  const renamed = <T extends { products?: string[] | undefined }>(part: T): T => {
    if (part.products === undefined) return part
    const { products, ...others } = part
    const left = rename(products)
    return (left.length === 0 ? others : { ...part, products: left }) as T
  }
  return {
    ...wizard, ...(wizard.appliesTo ? { appliesTo: renamed(wizard.appliesTo) } : {}),
    pages: wizard.pages.map((page) => ({ ...page, questions: page.questions.map(renamed) })),
  }
}

function quoted(skus: string[]): string {
  return skus.map((sku) => `“${sku}”`).join(', ')
}
