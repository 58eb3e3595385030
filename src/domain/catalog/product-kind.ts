/** What a business sells: things, work, several of them at one price, or what goes with another. */
export const productKinds = ['product', 'service', 'package', 'add_on'] as const
export type ProductKind = (typeof productKinds)[number]
