import { given } from '#domain/kernel/given.ts'
import { lineItemFieldsOf } from '#domain/orders/custom-fields.ts'
import { workOutLine } from '#domain/wizards/work-out-line.ts'
import { fieldsOfAnswers, keptAnswersOf } from '#domain/wizards/kept-answers.ts'
import type { ItemEntry } from '#domain/wizards/read-answer.ts'
import type { AskedLine } from '#features/orders/build-lines.ts'
import type { ReadRun } from './read-run.ts'

export type ProposedLine = { line: AskedLine; catalogPrice: number; taxRate: number; fault?: never } | { fault: string; line?: never }

/** An entry of a question about items as the line item it asks for, by the wizard it was entered with: its quantity, price and answers. */
export function proposeLine(read: ReadRun, entry: ItemEntry): ProposedLine {
  const offered = read.offeredFor(entry)
  const entered = read.lineWizardFor(entry)?.wizard
  const answers = entry.answers ?? {}
  const catalogPrice = offered?.price ?? entry.unitPrice ?? 0
  const worked = entered ? workOutLine({ wizard: entered, answers, asked: entry.quantity, catalogPrice, currency: read.currency }) : { quantity: undefined, unitPrice: undefined }
  if (worked.fault !== undefined) return { fault: worked.fault }
  const unitPrice = worked.unitPrice ?? entry.unitPrice
  const { id, sku, productId, name, notes } = entry
  const { fields } = entered ? fieldsOfAnswers(entered, answers, read.audience, hasLineItemField(read)) : { fields: {} }
  return {
    line: {
      ...given({ id, sku, productId, name, notes }), quantity: worked.quantity ?? entry.quantity, fields,
      ...(unitPrice === undefined ? {} : { unitPrice: { amount: unitPrice, currency: read.currency } }), isPricedByRule: worked.unitPrice !== undefined,
      answers: entered ? keptAnswersOf(entered, answers, read.audience, read.nameOf) : [],
    },
    catalogPrice: unitPrice ?? catalogPrice,
    taxRate: offered?.taxRate ?? read.process?.orderType.taxRate ?? read.settings.taxRate,
  }
}

/** Which fields of their own line items of this order type have. */
export function hasLineItemField({ process }: ReadRun): (field: string) => boolean {
  const declared = process ? lineItemFieldsOf(process) : []
  return (field) => declared.some(({ key }) => key === field)
}
