import type { CustomerAnswer, ItemEntry } from './answer-shapes.ts'
import { isAnswered } from './show-if.ts'
import type { Answers, Question } from './wizard.ts'

const LONGEST = 200
const told = new Set<Question['kind']>(['text', 'long_text', 'barcode', 'phone', 'email', 'notes', 'staff_message'])

/**
 * One line by which a run is recognised among others: who it is for and what they want or, while neither is known, the first thing
 * that was said. Empty only where nothing was answered. `titleOf` is what an item is called.
 */
export function runSummary(questions: Question[], answers: Answers, titleOf: (item: ItemEntry) => string | undefined): string {
  const answered = questions.filter(({ key }) => isAnswered(answers[key]))
  const answersTo = (kind: Question['kind']) => answered.filter((question) => question.kind === kind).map(({ key }) => answers[key])
  const [customer] = answersTo('customer') as CustomerAnswer[]
  const items = (answersTo('items') as ItemEntry[][]).flat()
  const [first] = items
  const name = customer && ([customer.firstName, customer.lastName].filter(Boolean).join(' ') || customer.phone || customer.email)
  const wanted = first && (items.length === 1 ? (titleOf(first) ?? '1 item') : `${items.length} items`)
  const said = answered.filter(({ kind }) => told.has(kind)).map(({ key }) => String(answers[key]))[0] ?? (answered.length > 0 ? 'No name yet' : '')
  return ([name, wanted].filter(Boolean).join(', ') || said).replaceAll(/\s+/g, ' ').slice(0, LONGEST)
}
