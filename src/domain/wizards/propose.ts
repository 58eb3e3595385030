import type { Checklist } from '../checklists/checklist.ts'
import { newId } from '../kernel/id.ts'
import { decimalOf } from '../kernel/money.ts'
import type { Address, FieldValue } from '../kernel/schema.ts'
import { atTime } from '../kernel/time.ts'
import type { KeptAnswer } from './answer.ts'
import { fieldsOfAnswers, keptAnswersOf } from './kept-answers.ts'
import type { AddressAnswer, CustomerAnswer, ItemEntry, PaymentAnswer } from './answer-shapes.ts'
import { isAnswered, shownPages } from './show-if.ts'
import type { Answers, Audience, Question, Wizard } from './wizard.ts'

/** What answers ask of an order: all that a wizard proposes, for the verbs of orders to decide. */
export type Proposal = {
  orderType?: string
  customer?: CustomerAnswer
  /** Every entry, with the question and the place there it comes from. */
  items: { entry: ItemEntry; question: string; i: number }[]
  details: { fulfilmentMethod?: string; dueAt?: string; scheduledAt?: string; shippingAddress?: Address; notes?: string; additionalNotes?: string; paymentMethod?: string }
  fields: Record<string, FieldValue>
  payment?: PaymentAnswer
  checklists: Checklist[]
  answers: KeptAnswer[]
  /** Which question each part of the request comes from, by the beginning of its pointer. */
  origins: { pointer: string; question: string; at: string }[]
}

export type ProposalTerms = { audience: Audience; timeZone: string; currency: string; now: string; by: { name: string; id: string | null }; nameOf: (memberId: string) => string | undefined; hasField: (field: string) => boolean }

// A day without a time is over when the business closes, not when the night begins.
const END_OF_DAY = '17:00'

/** Answers, already read and right, as what is asked of an order. */
export function propose(wizard: Wizard, answers: Answers, terms: ProposalTerms): Proposal {
  const { fields, askedBy } = fieldsOfAnswers(wizard, answers, terms.audience, terms.hasField)
  const proposal: Proposal = {
    ...(wizard.orderType === undefined ? {} : { orderType: wizard.orderType }),
    items: [], details: {}, fields, checklists: [], answers: keptAnswersOf(wizard, answers, terms.audience, terms.nameOf),
    origins: Object.entries(askedBy).map(([field, question]) => ({ pointer: `/fields/${field}`, question, at: '' })),
  }
  for (const { questions } of shownPages(wizard, answers, terms.audience)) {
    for (const question of questions) {
      const answer = answers[question.key]
      if (question.kind === 'checklist') proposal.checklists.push(checklistOf(question, answer, terms))
      else if (isAnswered(answer)) take(proposal, wizard, question, answer, terms)
    }
  }
  return proposal
}

function take(proposal: Proposal, wizard: Wizard, question: Question, answer: unknown, terms: ProposalTerms): void {
  const { details, origins } = proposal
  const from = (pointer: string, at = '') => origins.push({ pointer, question: question.key, at })
  switch (question.kind) {
    case 'customer': proposal.customer = answer as CustomerAnswer; from('/customer'); break
    case 'order_type': proposal.orderType = answer as string; from('/orderType'); break
    case 'items':
      for (const [i, entry] of (answer as ItemEntry[]).entries()) {
        from(`/lines/${proposal.items.length}`, `/${i}`)
        proposal.items.push({ entry, question: question.key, i })
      }
      from('/lines')
      break
    case 'shipping_address': details.shippingAddress = answer as AddressAnswer; from('/shippingAddress'); break
    case 'due_date': details.dueAt = instantOf(answer as string, terms.timeZone); from('/dueAt'); break
    case 'schedule': details.scheduledAt = instantOf(answer as string, terms.timeZone); from('/scheduledAt'); break
    case 'fulfilment_method': details.fulfilmentMethod = answer as string; from('/fulfilmentMethod'); break
    case 'notes': details.notes = joined(details.notes, answer as string); from('/notes'); break
    case 'staff_message': details.additionalNotes = joined(details.additionalNotes, answer as string); from('/additionalNotes'); from('/reason'); break
    case 'payment': {
      const payment = answer as PaymentAnswer
      proposal.payment = payment
      if (payment.method !== undefined) details.paymentMethod = payment.method
      from('/paymentMethod')
      from('/payment')
      proposal.answers.push(...keptPayment(wizard, question, payment, terms.currency))
      break
    }
    default:
  }
}

/** A day, or a time of a day, in the organization's zone, as an instant. */
export function instantOf(answer: string, timeZone: string): string {
  if (/(?:Z|[+-]\d{2}:\d{2})$/.test(answer)) return new Date(answer).toISOString()
  const [day = '', time = END_OF_DAY] = answer.split('T')
  return atTime(day, 0, time, timeZone)
}

/** What was taken at once, in words to be kept beside the payment status. */
function keptPayment(wizard: Wizard, question: Question, { taken, amount = 0, method }: PaymentAnswer, currency: string): KeptAnswer[] {
  if (taken === 'later') return []
  const what = taken === 'full' ? 'Paid in full' : `${decimalOf({ amount, currency })} ${currency} taken as a deposit`
  return [{ wizard: wizard.key, key: question.key, label: question.label, kind: question.kind, value: method === undefined ? what : `${what}, ${method}` }]
}

function checklistOf({ label, checklist }: Question, answer: unknown, { by, now }: ProposalTerms): Checklist {
  const ticked = Array.isArray(answer) ? (answer as string[]) : []
  return {
    id: newId(), name: checklist?.name ?? label,
    items: (checklist?.items ?? []).map((text) => ({ id: newId(), text, done: ticked.includes(text) ? { by: by.name, byId: by.id, at: now } : null })),
  }
}

function joined(before: string | undefined, more: string): string {
  return before === undefined ? more : `${before}\n\n${more}`
}
