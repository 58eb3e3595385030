import { decimalOf } from '#domain/kernel/money.ts'
import { refuseField, Refusal, type FieldError } from '#domain/kernel/refusal.ts'
import { orderFieldsOf } from '#domain/orders/custom-fields.ts'
import type { AskedLine } from '#domain/orders/asked-line.ts'
import type { Order } from '#domain/orders/order.ts'
import type { Checklist } from '#domain/checklists/checklist.ts'
import { given } from '#domain/kernel/given.ts'
import { isSame } from '#domain/kernel/same.ts'
import { withKeptAnswers } from '#domain/wizards/kept-answers.ts'
import { refuseUnlessOfferedOn } from '#domain/wizards/offered-on.ts'
import { proposeLine } from '#domain/wizards/propose-line.ts'
import { propose, type Proposal } from '#domain/wizards/propose.ts'
import type { PaymentAnswer } from '#domain/wizards/answer-shapes.ts'
import type { AnswerError } from '#domain/wizards/read-answers.ts'
import { workOutLine } from '#domain/wizards/work-out-line.ts'
import { enterLine, reviseLine } from '#features/orders/change-lines.ts'
import { saveFollowed } from '#features/orders/follow-order.ts'
import { makeMove } from '#features/orders/move-order.ts'
import { getOrderForChange, getOrderOfLineItem } from '#features/orders/order-rows.ts'
import { placeAsked } from '#features/orders/place-order.ts'
import { setPayment } from '#features/orders/set-payment.ts'
import { updateOrder } from '#features/orders/update-order.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { record } from '#platform/record.ts'
import { writePending, type Scope } from '#platform/scope.ts'
import { leastDeposit } from './estimate.ts'
import { findOffered } from '#features/catalog/offered-rows.ts'
import { hasLineItemField, termsOfEntry } from './entry-terms.ts'
import type { ReadRun } from './read-run.ts'
import { standingOf } from './standing-of.ts'
import type { Run } from './run-rows.ts'

type Made = { orderId: string; lineItemId: string | null }

/** Asks the verbs of orders for what a run proposes. Whatever they refuse points at the question it comes from. */
export async function carryOut(scope: Scope, run: Run, read: ReadRun): Promise<Made> {
  const proposal = propose(read.wizard, read.answers, {
    audience: read.audience, timeZone: read.settings.timeZone, currency: read.currency, now: scope.now, nameOf: read.nameOf,
    hasField: read.wizard.purpose === 'line_item' ? hasLineItemField(read) : hasOrderField(read),
    by: { name: scope.actor.name, id: scope.actor.kind === 'member' ? scope.actor.id : null },
  })
  try {
    const made = await byPurpose[read.wizard.purpose](scope, run, read, proposal)
    // Written here, so that what only the database refuses is refused by question, too.
    await writePending(scope)
    return made
  } catch (error) {
    throw inQuestions(scope.explain?.(error) ?? error, read, proposal)
  }
}

const byPurpose = { create, update, line_item: enter }

async function create(scope: Scope, run: Run, read: ReadRun, proposal: Proposal): Promise<Made> {
  const orderType = proposal.orderType ?? refuseField('/orderType', 'required', `“${read.wizard.name}” does not say what kind of order this is.`)
  const customer = proposal.customer ?? refuseField('/customer', 'required', `“${read.wizard.name}” does not say who the customer is.`)
  const order = await placeAsked(scope, {
    orderType, channel: run.channel, customer, lines: linesOf(read, proposal), currency: read.currency, ...proposal.details, fields: proposal.fields,
    ...(run.location === null ? {} : { location: run.location }), answers: proposal.answers, checklists: proposal.checklists, sourceKey: `wizard-run:${run.id}`,
  }, {})
  recordFinished(scope, run, read, order.id)
  await takePayment(scope, read, proposal, order)
  return { orderId: order.id, lineItemId: null }
}

async function update(scope: Scope, run: Run, read: ReadRun, proposal: Proposal): Promise<Made> {
  const { orderId } = run
  if (orderId === null) throw new Error('A run that updates was begun on an order')
  const before = await getOrderForChange(scope, orderId)
  refuseUnlessOfferedOn(read.wizard, await standingOf(scope, before), scope.actor)
  const { notes, additionalNotes, ...details } = proposal.details
  const moved = read.wizard.transition === undefined ? undefined : await askedOfMove(scope, before, read.wizard.transition, proposal)
  const changed = Object.fromEntries(Object.entries(proposal.fields).filter(([field]) => moved?.fields[field] === undefined))
  await updateOrder.handle(scope, {
    id: orderId, ...details, ...(proposal.customer ? { customer: proposal.customer } : {}), ...(Object.keys(changed).length > 0 ? { fields: changed } : {}),
    // Notes are added to, never overwritten: nobody sees the earlier ones while answering.
    ...(notes === undefined ? {} : { notes: [before.notes, notes].filter(Boolean).join('\n\n') }),
    ...(additionalNotes === undefined ? {} : { additionalNotes: [before.additionalNotes, additionalNotes].filter(Boolean).join('\n\n') }),
  })
  for (const line of linesOf(read, proposal)) {
    await writePending(scope)
    await enterLine(scope, orderId, line)
  }
  await writePending(scope)
  await takePayment(scope, read, proposal, await keepOnOrder(scope, run, read, proposal, orderId))
  if (moved) {
    await writePending(scope)
    await makeMove(scope, orderId, { ...moved, byWizard: scope.actor.kind === 'customer' })
  }
  return { orderId, lineItemId: null }
}

/** The transition an update wizard makes, with what its answers say about the fields it asks for and the reason. */
async function askedOfMove(scope: Scope, order: Order, transition: string, proposal: Proposal) {
  const { workflows } = await getProcess(scope, order.processId)
  const declared = workflows[order.position.workflow]?.transitions.find(({ key }) => key === transition)
  const fields = Object.fromEntries((declared?.fields ?? []).flatMap(({ key }) => (proposal.fields[key] === undefined ? [] : [[key, proposal.fields[key]]])))
  const reason = proposal.details.additionalNotes
  return { transition, fields, ...(declared?.reasonRequired && reason !== undefined ? { reason } : {}) }
}

/** Answers, and lists that were gone through, on an order that was there before. */
async function keepOnOrder(scope: Scope, run: Run, read: ReadRun, proposal: Pick<Proposal, 'answers' | 'checklists'>, orderId: string): Promise<Order> {
  const order = await getOrderForChange(scope, orderId)
  recordFinished(scope, run, read, orderId)
  const answers = withKeptAnswers(order.answers, proposal.answers)
  if (!isSame(order.answers, answers)) record(scope, 'order.updated', { changes: { answers: { from: order.answers, to: answers } } }, orderId)
  for (const list of proposal.checklists) recordChecklist(scope, list, orderId)
  return saveFollowed(scope, order, { ...order, answers, checklists: [...order.checklists, ...proposal.checklists] })
}

/** A list is put on an order, and then ticked: two things that happen, and are recorded as any others. */
function recordChecklist(scope: Scope, { id, name, items }: Checklist, orderId: string): void {
  record(scope, 'checklist.added', { checklistId: id, name, lineItemId: null, items: items.map((item) => ({ id: item.id, text: item.text })) }, orderId)
  for (const item of items.filter(({ done }) => done)) record(scope, 'checklist.ticked', { checklistId: id, name, itemId: item.id, text: item.text, done: true, lineItemId: null }, orderId)
}

async function enter(scope: Scope, run: Run, read: ReadRun, proposal: Proposal): Promise<Made> {
  const { orderId, lineItemId } = run
  if (orderId === null) throw new Error('A run that enters a line item was begun on an order')
  const line = lineItemId === null ? undefined : (await getOrderOfLineItem(scope, lineItemId, 'read')).line
  const wanted = line ? { sku: line.sku ?? undefined, productId: line.productId ?? undefined } : { sku: run.subject?.sku, productId: run.subject?.productId }
  const offered = (await findOffered(scope, [wanted]))(wanted)
  // How many a package brings, and what they cost, is the package's to say.
  const isPart = line !== undefined && line.parentId !== null
  const wizard = isPart ? { ...read.wizard, sets: undefined } : read.wizard
  const worked = workOutLine({ wizard, answers: read.answers, asked: line?.quantity ?? 1, catalogPrice: offered?.price ?? line?.unitPrice ?? 0, currency: read.currency })
  if (worked.fault !== undefined) refuseField('/line', 'invalid', worked.fault)
  const entered = given({
    id: line?.id ?? run.id, quantity: worked.quantity, notes: proposal.details.notes, fields: proposal.fields, answers: proposal.answers,
    unitPrice: worked.unitPrice === undefined ? undefined : { amount: worked.unitPrice, currency: read.currency }, isPricedByRule: worked.unitPrice !== undefined,
  })
  if (line) await reviseLine(scope, { ...entered, id: line.id })
  else await enterLine(scope, orderId, { ...entered, ...given(wanted), quantity: worked.quantity ?? 1 })
  await writePending(scope)
  await keepOnOrder(scope, run, read, { answers: [], checklists: proposal.checklists }, orderId)
  return { orderId, lineItemId: line?.id ?? run.id }
}

/** What was taken at once, as facts of the order. By the wizard the business says that whoever runs it may take money. */
async function takePayment(scope: Scope, read: ReadRun, { payment }: Proposal, order: Order): Promise<void> {
  if (!payment || payment.taken === 'later') return
  refuseUnfitDeposit(read, payment, order)
  const isAllOfIt = payment.taken === 'full' || payment.amount === order.total
  await writePending(scope)
  await setPayment.handle(scope, { id: order.id, paymentStatus: isAllOfIt ? 'paid' : 'partial', ...(payment.method === undefined ? {} : { paymentMethod: payment.method }) })
}

function refuseUnfitDeposit(read: ReadRun, { taken, amount = 0 }: PaymentAnswer, { total, currency }: Order): void {
  const question = read.pages.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'payment')
  const least = (question && leastDeposit(question, total)) ?? 1
  if (taken !== 'deposit' || (amount >= least && amount <= total)) return
  const shown = (value: number) => `${decimalOf({ amount: value, currency })} ${currency}`
  refuseField('/payment/amount', amount < least ? 'too_small' : 'too_big', `A deposit on this order is between ${shown(least)} and ${shown(total)}.`)
}

function recordFinished(scope: Scope, run: Run, { wizard }: ReadRun, orderId: string): void {
  record(scope, 'wizard_run.finished', { runId: run.id, wizard: wizard.key, name: wizard.name, version: run.wizardVersion, channel: run.channel }, orderId)
}

function linesOf(read: ReadRun, { items }: Proposal): AskedLine[] {
  return items.map(({ entry }, i) => {
    const proposed = proposeLine(entry, termsOfEntry(read, entry))
    return proposed.fault === undefined ? proposed.line : refuseField(`/lines/${i}`, 'invalid', proposed.fault)
  })
}

function hasOrderField({ process }: ReadRun): (field: string) => boolean {
  const declared = process ? orderFieldsOf(process) : []
  return (field) => declared.some(({ key }) => key === field)
}

/** A refusal of the verbs of orders, pointing at the questions that what was refused comes from. */
function inQuestions(error: unknown, read: ReadRun, { origins }: Proposal): unknown {
  if (!(error instanceof Refusal)) return error
  const pageOf = (key: string) => read.pages.find(({ questions }) => questions.some((question) => question.key === key))?.page.key ?? null
  const asAnswer = (fault: FieldError): AnswerError => {
    const [origin] = origins.filter(({ pointer }) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`)).sort((a, b) => b.pointer.length - a.pointer.length)
    if (!origin) return { ...fault, page: null }
    return { ...fault, pointer: `/answers/${origin.question}${origin.at}${fault.pointer.slice(origin.pointer.length)}`, page: pageOf(origin.question) }
  }
  // What is short of stock is named by the lines that ask for it.
  const short = (error.extra.lines ?? []) as { pointer: string }[]
  const errors = [...error.errors, ...short.map(({ pointer }) => ({ pointer, code: error.slug, message: error.message }))].map(asAnswer)
  const { lines: _lines, ...extra } = error.extra
  return new Refusal(error.slug, error.message, errors.map(({ pointer, code, message }) => ({ pointer, code, message })), { ...extra, pages: Object.fromEntries(errors.map(({ pointer, page }) => [pointer, page])) })
}
