import { lineItemFieldsOf } from '#domain/orders/custom-fields.ts'
import type { ItemEntry } from '#domain/wizards/answer-shapes.ts'
import type { EntryTerms } from '#domain/wizards/propose-line.ts'
import type { Audience } from '#domain/wizards/wizard.ts'
import type { Process } from '#domain/workflows/process.ts'
import type { Offered } from '#features/catalog/offered-rows.ts'
import type { LineWizard } from './line-wizards.ts'

/** What entries of a question about items are judged by. */
export type EntryWorld = {
  audience: Audience
  currency: string
  process: Process | undefined
  offeredFor: (entry: ItemEntry) => Offered | undefined
  lineWizardFor: (entry: ItemEntry) => LineWizard | undefined
  nameOf: (memberId: string) => string | undefined
}

export function termsOfEntry(world: EntryWorld, entry: ItemEntry): EntryTerms {
  const { audience, currency, nameOf } = world
  return { wizard: world.lineWizardFor(entry)?.wizard, catalogPrice: world.offeredFor(entry)?.price, audience, currency, nameOf, hasField: hasLineItemField(world) }
}

/** Which fields of their own line items of this order type have. */
export function hasLineItemField({ process }: Pick<EntryWorld, 'process'>): (field: string) => boolean {
  const declared = process ? lineItemFieldsOf(process) : []
  return (field) => declared.some(({ key }) => key === field)
}
