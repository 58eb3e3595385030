import type { Question, QuestionKind, ShowIf } from '#domain/wizards/wizard.ts'

/** How a condition looks at an answer; each is one member of it. */
export type Operator = 'answered' | 'unanswered' | 'in' | 'not_in' | 'at_least'

/** Stands where a value has yet to be chosen. */
export const NOTHING_YET = '…'

const always = [{ value: 'answered', label: 'is answered' }, { value: 'unanswered', label: 'is not answered' }] as const
const among = [{ value: 'in', label: 'is one of' }, { value: 'not_in', label: 'is none of' }] as const

/** How a condition can look at the answer to a question of this kind. */
export function operatorsFor(kind: QuestionKind): { value: Operator; label: string }[] {
  switch (kind) {
    case 'number': case 'measurement': case 'money': return [...always, { value: 'at_least', label: 'is at least' }]
    case 'items': case 'photo': case 'file': return [...always, { value: 'at_least', label: 'are at least' }]
    case 'choices': case 'checklist': return [...always, { value: 'in', label: 'has one of' }, { value: 'not_in', label: 'has none of' }, { value: 'at_least', label: 'are at least' }]
    case 'yes_no': return [{ value: 'in', label: 'is' }, ...always]
    case 'choice': case 'order_type': case 'fulfilment_method': case 'payment': case 'text': case 'barcode': return [...always, ...among]
    default: return [...always]
  }
}

export function operatorOf({ is, in: oneOf, notIn, atLeast }: ShowIf): Operator {
  if (is) return is
  if (oneOf) return 'in'
  if (notIn) return 'not_in'
  return atLeast === undefined ? 'answered' : 'at_least'
}

/** A condition on this question, looking this way, with a first value that can be changed. */
export function withOperator(question: Question, operator: Operator): ShowIf {
  const asked = { question: question.key }
  if (operator === 'answered' || operator === 'unanswered') return { ...asked, is: operator }
  if (operator === 'at_least') return { ...asked, atLeast: 1 }
  const first = question.kind === 'yes_no' ? 'yes' : (question.options ?? question.methods ?? question.checklist?.items ?? [])[0] ?? NOTHING_YET
  return operator === 'in' ? { ...asked, in: [first] } : { ...asked, notIn: [first] }
}
