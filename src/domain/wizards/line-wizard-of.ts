import type { Wizard } from './wizard.ts'

/** Something of the catalog, as far as wizards for line items are attached to it. */
export type Enterable = { productId: string; category: string | null; unit: string | null }

/** The wizard such an item is entered by: the one for the product itself, else for its category, else for its unit; the first of several. */
export function lineWizardOf<W extends Pick<Wizard, 'appliesTo'>>({ productId, category, unit }: Enterable, wizards: W[]): W | undefined {
  return wizards.find(({ appliesTo }) => appliesTo?.products?.includes(productId))
    ?? wizards.find(({ appliesTo }) => isAmong(appliesTo?.categories, category))
    ?? wizards.find(({ appliesTo }) => isAmong(appliesTo?.units, unit))
}

export function isAmong(names: string[] | undefined, name: string | null): boolean {
  return name !== null && (names ?? []).some((one) => one.toLowerCase() === name.toLowerCase())
}
