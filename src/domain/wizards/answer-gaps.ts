import { asNoun } from '../kernel/as-noun.ts'
import { needsRegion } from '../kernel/country.ts'
import { gap, type AnswerFault } from './answer-fault.ts'
import type { AddressAnswer, AnswerTerms, CustomerAnswer, PaymentAnswer } from './answer-shapes.ts'
import { isAnswered } from './show-if.ts'
import type { Question } from './wizard.ts'

/** What a right answer still lacks to be a complete one. */
export function gapsIn(question: Question, value: unknown, terms: AnswerTerms): AnswerFault[] {
  if (question.kind === 'review') return question.consent && question.required && value !== true ? [gap('', `${asNoun(question.label)}: this has to be agreed to.`)] : []
  if (!isAnswered(value)) return question.required ? [gap('', `${asNoun(question.label)} is required.`)] : []
  if (question.kind === 'customer') return gapsInCustomer(question, value as CustomerAnswer)
  if (question.kind === 'shipping_address' || question.kind === 'address') return gapsInAddress(question, value as AddressAnswer)
  if (question.kind === 'payment') return gapsInPayment(question, value as PaymentAnswer, terms)
  if (question.kind === 'checklist') {
    const open = question.checklist?.items.find((item) => !(value as string[]).includes(item))
    return question.required && open !== undefined ? [gap('', `${asNoun(question.label)}: “${open}” is not ticked.`)] : []
  }
  return []
}

const customerWords = { firstName: 'First name', lastName: 'Last name', email: 'Email', phone: 'Phone' } as const

function gapsInCustomer(question: Question, customer: CustomerAnswer): AnswerFault[] {
  if (customer.id !== undefined) return []
  const needs = question.customerNeeds ?? []
  const isNamed = customer.firstName !== undefined || customer.lastName !== undefined
  return [
    ...(isNamed || needs.includes('firstName') || needs.includes('lastName') ? [] : [gap('/firstName', `${asNoun(question.label)}: a name is required.`)]),
    ...needs.filter((need) => customer[need] === undefined).map((need) => gap(`/${need}`, `${asNoun(question.label)}: ${customerWords[need].toLowerCase()} is required.`)),
  ]
}

function gapsInAddress(question: Question, { country, region }: AddressAnswer): AnswerFault[] {
  return needsRegion(country) && region === undefined ? [gap('/region', `${asNoun(question.label)}: a state or province is required.`)] : []
}

function gapsInPayment(question: Question, { method, taken }: PaymentAnswer, { audience }: AnswerTerms): AnswerFault[] {
  return [
    ...(method === undefined && (question.required || taken !== 'later') ? [gap('/method', `${asNoun(question.label)}: choose a payment method.`)] : []),
    ...(taken === 'later' && question.allowsPayLater === false && audience !== 'customer' ? [gap('/taken', `${asNoun(question.label)}: this is paid now, or at least in part.`)] : []),
  ]
}
