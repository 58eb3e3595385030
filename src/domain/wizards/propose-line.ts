import { given } from '../kernel/given.ts'
import type { AskedLine } from '../orders/asked-line.ts'
import type { ItemEntry } from './answer-shapes.ts'
import { fieldsOfAnswers, keptAnswersOf } from './kept-answers.ts'
import { isAnswered, shownPages } from './show-if.ts'
import type { Answers, Audience, Wizard } from './wizard.ts'
import { workOutLine } from './work-out-line.ts'

/** What an entry is judged by: the wizard it was entered with, if any, and what the catalog asks for one, in minor units of the currency. */
export type EntryTerms = {
  wizard: Wizard | undefined
  catalogPrice: number | undefined
  audience: Audience
  currency: string
  nameOf: (memberId: string) => string | undefined
  /** Which fields of their own line items of this order type have. */
  hasField: (field: string) => boolean
}

/** The line item that is asked for, and what one of it costs; or why its wizard's formulas come to nothing that can be ordered. */
export type ProposedLine = { line: AskedLine; unitPrice: number; fault?: never } | { fault: string; line?: never }

/** An entry as the line item it asks for, by the wizard it was entered with: its quantity, price, fields and answers. The answers have been read. */
export function proposeLine(entry: ItemEntry, { wizard, catalogPrice, audience, currency, nameOf, hasField }: EntryTerms): ProposedLine {
  const answers = entry.answers ?? {}
  const listPrice = catalogPrice ?? entry.unitPrice ?? 0
  const worked = wizard ? workOutLine({ wizard, answers, asked: entry.quantity, catalogPrice: listPrice, currency }) : { quantity: undefined, unitPrice: undefined }
  if (worked.fault !== undefined) return { fault: worked.fault }
  const unitPrice = worked.unitPrice ?? entry.unitPrice
  const { id, sku, productId, name } = entry
  const notes = [entry.notes, ...(wizard ? notesIn(wizard, answers, audience) : [])].filter(Boolean).join('\n\n') || undefined
  return {
    line: {
      ...given({ id, sku, productId, name, notes }), quantity: worked.quantity ?? entry.quantity, fields: wizard ? fieldsOfAnswers(wizard, answers, audience, hasField).fields : {},
      ...(unitPrice === undefined ? {} : { unitPrice: { amount: unitPrice, currency } }), isPricedByRule: worked.unitPrice !== undefined,
      answers: wizard ? keptAnswersOf(wizard, answers, audience, nameOf) : [],
    },
    unitPrice: unitPrice ?? listPrice,
  }
}

/** What was said in questions for notes, which are the line item's own. */
function notesIn(wizard: Wizard, answers: Answers, audience: Audience): string[] {
  return shownPages(wizard, answers, audience).flatMap(({ questions }) => questions.filter(({ kind }) => kind === 'notes')).flatMap(({ key }) => (isAnswered(answers[key]) ? [answers[key] as string] : []))
}
