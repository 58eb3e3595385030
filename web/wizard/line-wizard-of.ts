import type { Wizard } from '#domain/wizards/wizard.ts'

/** The wizard such an item is entered by: the one for the product itself, else for its category, else for its unit. */
export function lineWizardOf<W extends Pick<Wizard, 'appliesTo'>>({ productId, category, unit }: { productId: string; category: string | null; unit: string | null }, wizards: W[]): W | undefined {
  return wizards.find(({ appliesTo }) => appliesTo?.products?.includes(productId))
    ?? wizards.find(({ appliesTo }) => isAmong(appliesTo?.categories, category))
    ?? wizards.find(({ appliesTo }) => isAmong(appliesTo?.units, unit))
}

export function isAmong(names: string[] | undefined, name: string | null): boolean {
  return name !== null && (names ?? []).some((one) => one.toLowerCase() === name.toLowerCase())
}
