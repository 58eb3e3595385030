import { given } from '#domain/kernel/given.ts'
import { refuseField } from '#domain/kernel/refusal.ts'
import type { AskedLine } from '#domain/orders/asked-line.ts'
import type { Channel } from '#domain/orders/channel.ts'
import type { NewLine } from '#domain/orders/contract.ts'
import { lineItemFieldsOf } from '#domain/orders/custom-fields.ts'
import type { AnswerTerms } from '#domain/wizards/answer-shapes.ts'
import { audienceOf } from '#domain/wizards/for-whom.ts'
import { lineWizardOf } from '#domain/wizards/line-wizard-of.ts'
import { proposeLine } from '#domain/wizards/propose-line.ts'
import { readAnswers, type AnswerError } from '#domain/wizards/read-answers.ts'
import { refuseAnswers } from '#domain/wizards/refuse-answers.ts'
import { isAnswered } from '#domain/wizards/show-if.ts'
import type { Answers, Wizard } from '#domain/wizards/wizard.ts'
import type { Process } from '#domain/workflows/process.ts'
import { findOffered, type Offered } from '#features/catalog/offered-rows.ts'
import type { Scope } from '#platform/scope.ts'
import { answeredIn, findNamed, strangerIn, type Answered } from './named-in-answers.ts'
import { publishedLineWizards } from './published-line-wizards.ts'

/** What the lines are entered on: `orderId` where the order is there already. */
export type EntryPlace = { process: Process; currency: string; channel: Channel; orderId: string | null }

/** A line with answers of its own, the wizard they are read by, and what was read. */
type Entered = { line: NewLine; pointer: string; offered: Offered | undefined; wizard: Wizard | undefined; answers: Answers; answered: Answered[]; errors: AnswerError[] }

/**
 * Lines as the wizards by which they are entered make them, read and worked out by the rules of every other way to enter one. Every
 * error is refused at once, each by its pointer in the request and with its page. A line without answers is ordered as it is asked
 * for; where all are, nothing is looked up.
 */
export async function enterLines(scope: Scope, asked: NewLine[], placeOf: () => Promise<EntryPlace>, pointerTo: (i: number) => string): Promise<AskedLine[]> {
  if (asked.every(({ answers }) => answers === undefined)) return asked.map(withoutAnswers)
  const place = await placeOf()
  const wizards = await publishedLineWizards(scope, place.channel)
  const terms: AnswerTerms = { audience: audienceOf(scope, place.channel), currency: place.currency }
  const offeredFor = await findOffered(scope, asked.filter(({ answers }) => answers !== undefined))
  const entered = asked.map((line, i) => readLine(line, pointerTo(i), offeredFor(line), wizards, terms))
  const named = await findNamed(scope, { runId: null, orderId: place.orderId }, entered.flatMap((one) => one?.answered ?? []))
  const strangers = entered.flatMap((one) => one?.answered.flatMap((answered) => strangerOf(one, answered, strangerIn(answered, named))) ?? [])
  refuseAnswers([...entered.flatMap((one) => one?.errors ?? []), ...strangers])
  const declared = lineItemFieldsOf(place.process)
  return asked.map((asking, i) => {
    const line = withoutAnswers(asking)
    const one = entered[i]
    if (!one?.wizard) return line
    const { quantity, unitPrice, productId, sku, name } = one.line
    const proposed = proposeLine({ ...given({ id: line.id, productId, sku, name, notes: line.notes }), quantity, ...(unitPrice ? { unitPrice: unitPrice.amount } : {}), answers: one.answers }, {
      ...terms, wizard: one.wizard, catalogPrice: one.offered?.price,
      nameOf: (id) => named.people.get(id)?.name, hasField: (field) => declared.some(({ key }) => key === field),
    })
    if (proposed.fault !== undefined) return refuseField(one.pointer, 'invalid', proposed.fault)
    if (proposed.line.isPricedByRule && unitPrice) return refuseField(`${one.pointer}/unitPrice`, 'unfit', `${one.wizard.name} works out the price. Leave it out, and change it on the order if it must be another.`)
    return { ...line, ...proposed.line, ...(unitPrice ? { unitPrice } : {}), fields: { ...line.fields, ...proposed.line.fields } }
  })
}

/** The same for a single line. */
export async function enterOne(scope: Scope, asked: NewLine, placeOf: () => Promise<EntryPlace>, pointer: string): Promise<AskedLine> {
  const [line = withoutAnswers(asked)] = await enterLines(scope, [asked], placeOf, () => pointer)
  return line
}

function withoutAnswers({ answers: _answers, ...line }: NewLine): AskedLine {
  return line
}

function readLine(line: NewLine, pointer: string, offered: Offered | undefined, wizards: Wizard[], terms: AnswerTerms): Entered | undefined {
  // What the catalog does not know (any more) is refused as it is without answers.
  if (line.answers === undefined || (!offered && line.name === undefined)) return undefined
  const wizard = offered && lineWizardOf(offered, wizards)
  const one = { line, pointer, offered, wizard, answers: {}, answered: [], errors: [] }
  if (!wizard) return isAnswered(line.answers) ? { ...one, errors: [{ pointer: `${pointer}/answers`, code: 'unknown', message: 'Nothing is asked about this product. Leave the answers out.', page: null }] } : one
  if (offered.currency !== terms.currency) return { ...one, errors: [{ pointer: `${pointer}/answers`, code: 'currency', message: `The catalog price is in ${offered.currency}, the order in ${terms.currency}: ${wizard.name} cannot be gone through for it.`, page: null }] }
  const read = readAnswers(wizard, line.answers, { ...terms, insistOn: 'all' })
  const answered = answeredIn(read.pages.flatMap(({ questions }) => questions), read.answers)
  return { ...one, answers: read.answers, answered, errors: read.errors.map((error) => ({ ...error, pointer: pointer + error.pointer })) }
}

function strangerOf({ pointer, wizard }: Entered, { question }: Answered, why: string | undefined): AnswerError[] {
  if (why === undefined) return []
  const page = wizard?.pages.find(({ questions }) => questions.some(({ key }) => key === question.key))?.key ?? null
  return [{ pointer: `${pointer}/answers/${question.key}`, code: 'unknown', message: `${question.label}: ${why}`, page }]
}
