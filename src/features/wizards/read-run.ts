import { businessHoursOf, isOpen } from '#domain/hours/business-hours.ts'
import { asNoun } from '#domain/kernel/as-noun.ts'
import { sql } from 'kysely'
import { isId } from '#domain/kernel/written.ts'
import type { ItemEntry } from '#domain/wizards/answer-shapes.ts'
import { proposeLine } from '#domain/wizards/propose-line.ts'
import { readAnswers, type AnswerError, type ReadAnswers, type ReadingTerms } from '#domain/wizards/read-answers.ts'
import { isAnswered, shownPages } from '#domain/wizards/show-if.ts'
import type { Answers, Audience, Question, Wizard } from '#domain/wizards/wizard.ts'
import { askedWhile } from '#domain/wizards/within-hours.ts'
import type { Process } from '#domain/workflows/process.ts'
import { audienceOf } from '#domain/wizards/for-whom.ts'
import { findOffered, offers } from '#features/catalog/offered-rows.ts'
import { organizationSettings, type OrganizationSettings } from '#features/identity/organization-settings.ts'
import { answeredIn, findNamed, strangerIn, type Answered, type Named } from '#features/line-wizards/named-in-answers.ts'
import { findCurrentProcess, getProcess } from '#features/workflows/processes.ts'
import type { Scope } from '#platform/scope.ts'
import { termsOfEntry, type EntryWorld } from './entry-terms.ts'
import { lineWizardsFor, type LineWizard } from './line-wizards.ts'
import type { Run } from './run-rows.ts'
import { getWizardVersion } from './wizard-rows.ts'

/** A run with everything that reading its answers needed to know. */
export type ReadRun = ReadAnswers & EntryWorld & { wizard: Wizard; settings: OrganizationSettings }

/** Reads answers as the ones of this run: against its version of the wizard, and against what there is in the organization. */
export async function readRun(scope: Scope, run: Run, given: Answers, insistOn: ReadingTerms['insistOn']): Promise<ReadRun> {
  const audience = audienceOf(scope, run.channel)
  const settings = await organizationSettings(scope)
  const published = await getWizardVersion(scope, run.wizardId, run.wizardVersion)
  const order = published.purpose === 'create' || run.orderId === null ? undefined : await orderOf(scope, run.orderId)
  const wizard = askedWhile(published, isOpen(businessHoursOf(settings), order ? order.location : run.location, run.startedAt))
  const { process, currency } = await termsOf(scope, { wizard, order, settings }, given, audience)
  const offeredFor = await findOffered(scope, entriesIn(wizard, given))
  const lineWizardOf = await lineWizardsFor(scope, run)
  const lineWizardFor = (entry: ItemEntry) => {
    const offered = offeredFor(entry)
    return offered && lineWizardOf(offered)
  }
  const read = readAnswers(wizard, given, { audience, currency, insistOn, lineWizardOf: (entry) => lineWizardFor(entry)?.wizard })
  const named = await findNamed(scope, { runId: run.id, orderId: run.orderId }, allAnswered(read, lineWizardFor))
  const errors = [...read.errors, ...strangers(read, { offeredFor, lineWizardFor, process, ...named })]
  const known: ReadRun = { ...read, errors, answers: withoutWrong(read.answers, errors), wizard, audience, settings, currency, process, offeredFor, lineWizardFor, nameOf: (id) => named.people.get(id)?.name }
  return insistOn === 'none' ? known : { ...known, errors: [...errors, ...faultyEntries(known)] }
}

// ---- what only the organization can say

/** The process by which the order is judged, and the currency it is in: its own, or the ones it would begin with. */
async function termsOf(scope: Scope, { wizard, order, settings }: { wizard: Wizard; order: WorkedOn | undefined; settings: OrganizationSettings }, given: Answers, audience: Audience): Promise<{ process: Process | undefined; currency: string }> {
  if (order) return { process: await getProcess(scope, order.processId), currency: order.currency }
  const asked = shownPages(wizard, given, audience).flatMap(({ questions }) => questions).find(({ kind }) => kind === 'order_type')
  const chosen = asked && given[asked.key]
  const orderType = typeof chosen === 'string' && chosen !== '' ? chosen : wizard.orderType
  const process = orderType === undefined ? undefined : await findCurrentProcess(scope, orderType)
  return { process, currency: process?.orderType.currency ?? settings.currency }
}

type WorkedOn = { processId: string; currency: string; location: string | null }

/** As much of the order that a run works on as its answers are read by. */
async function orderOf(scope: Scope, id: string): Promise<WorkedOn | undefined> {
  const { rows } = await sql<WorkedOn>`SELECT process_id AS "processId", currency, location FROM orders WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
  return rows[0]
}

/** Every answer of a run, those about single entries among them. */
function allAnswered(read: ReadAnswers, lineWizardFor: (entry: ItemEntry) => LineWizard | undefined): Answered[] {
  return [
    ...answeredIn(read.pages.flatMap(({ questions }) => questions), read.answers),
    ...entriesOf(read).flatMap(({ entry }) => answeredIn(lineWizardFor(entry)?.wizard.pages.flatMap((page) => page.questions) ?? [], entry.answers ?? {})),
  ]
}

type Known = Named & Pick<ReadRun, 'offeredFor' | 'lineWizardFor' | 'process'>

function strangers(read: ReadAnswers, known: Known): AnswerError[] {
  return read.pages.flatMap(({ page, questions }) => questions.flatMap((question) => {
    const answer = read.answers[question.key]
    if (!isAnswered(answer)) return []
    return strangersIn(question, answer, known).map(({ at, message }): AnswerError => ({ pointer: `/answers/${question.key}${at}`, code: 'unknown', message: `${asNoun(question.label)}: ${message}`, page: page.key }))
  }))
}

function strangersIn(question: Question, answer: unknown, known: Known): { at: string; message: string }[] {
  if (question.kind === 'items') return (answer as ItemEntry[]).flatMap((entry, i) => strangersInEntry(question, entry, `/${i}`, known))
  if (question.kind === 'order_type') return known.process?.orderType.key === answer ? [] : [{ at: '', message: 'there is no such order type.' }]
  if (question.kind === 'fulfilment_method' && known.process) {
    const methods = known.process.orderType.fulfilmentMethods
    return methods.some(({ key }) => key === answer) ? [] : [{ at: '', message: `this is not offered. There is: ${methods.map(({ name }) => name).join(', ') || 'nothing'}.` }]
  }
  const message = strangerIn({ question, answer }, known)
  return message === undefined ? [] : [{ at: '', message }]
}

function strangersInEntry(question: Question, entry: ItemEntry, at: string, known: Known): { at: string; message: string }[] {
  if (entry.sku === undefined && entry.productId === undefined) return []
  const offered = known.offeredFor(entry)
  if (!offered) return [{ at: entry.sku === undefined ? `${at}/productId` : `${at}/sku`, message: `${entry.sku === undefined ? 'this' : `“${entry.sku}”`} is not in the catalog (any more).` }]
  if (!offers(question, offered)) return [{ at, message: `“${offered.name}” is not offered here.` }]
  const asked = known.lineWizardFor(entry)?.wizard.pages.flatMap(({ questions }) => questions) ?? []
  return answeredIn(asked, entry.answers ?? {}).flatMap((one) => strangersIn(one.question, one.answer, known).map((stranger) => ({ at: `${at}/answers/${one.question.key}${stranger.at}`, message: `${asNoun(one.question.label)}: ${stranger.message}` })))
}

/** What answers to questions about items name, read or not; whatever is no entry is nothing here. */
function entriesIn(wizard: Wizard, given: Answers): Pick<ItemEntry, 'sku' | 'productId'>[] {
  const lists = wizard.pages.flatMap(({ questions }) => questions.filter(({ kind }) => kind === 'items').map(({ key }) => given[key]))
  return lists.flatMap((list) => (Array.isArray(list) ? list.slice(0, 500) : [])).flatMap((entry: unknown) => {
    const { sku, productId } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>
    const isSku = typeof sku === 'string' && sku.length <= 100 && sku.isWellFormed() && !sku.includes('\0')
    return isSku || isId(productId) ? [{ ...(isSku ? { sku: sku.trim() } : {}), ...(isId(productId) ? { productId: productId.toLowerCase() } : {}) }] : []
  })
}

/** Complete entries whose wizard's formulas come to nothing that can be ordered. */
function faultyEntries(read: ReadRun): AnswerError[] {
  return read.pages.flatMap(({ page, questions }) => questions.filter(({ kind }) => kind === 'items').flatMap((question) =>
    ((read.answers[question.key] ?? []) as ItemEntry[]).flatMap((entry, i): AnswerError[] => {
      const pointer = `/answers/${question.key}/${i}`
      if (read.errors.some((error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`))) return []
      const { fault } = proposeLine(entry, termsOfEntry(read, entry))
      return fault === undefined ? [] : [{ pointer, code: 'invalid', message: fault, page: page.key }]
    })))
}

/** Every entry that was answered, with its place. */
export function entriesOf(read: Pick<ReadAnswers, 'pages' | 'answers'>): { entry: ItemEntry; question: Question }[] {
  return read.pages.flatMap(({ questions }) => questions.filter(({ kind }) => kind === 'items'))
    .flatMap((question) => ((read.answers[question.key] ?? []) as ItemEntry[]).map((entry) => ({ entry, question })))
}

/** A wrong answer is not kept. */
function withoutWrong(answers: Answers, errors: AnswerError[]): Answers {
  const wrong = new Set(errors.filter(({ code }) => code !== 'required').map(({ pointer }) => pointer.split('/')[2]))
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !wrong.has(key)))
}
