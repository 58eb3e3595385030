import { expect, test } from 'vitest'
import { runSummary } from './run-summary.ts'
import { question, type Answers } from './wizard.ts'

const questions = [{ key: 'who', kind: 'customer', label: 'Who' }, { key: 'what', kind: 'items', label: 'What' }, { key: 'more', kind: 'items', label: 'More' }, { key: 'rush', kind: 'yes_no', label: 'Rush' }, { key: 'story', kind: 'long_text', label: 'Story' }].map((one) => question.parse(one))
const bag = { sku: 'BAG', quantity: 1 }

test.each<[answers: Answers, summary: string]>([
  [{}, ''],
  [{ who: { firstName: 'Amira', lastName: 'Haddad', phone: '555' }, what: [bag] }, 'Amira Haddad, Handbag'],
  [{ who: { phone: '555', email: 'a@example.com' }, what: [bag], more: [bag, bag] }, '555, 3 items'],
  [{ what: [{ name: 'Lamp', quantity: 2 }] }, 'Lamp'],
  [{ story: 'It leaks\nat the seam' }, 'It leaks at the seam'],
  [{ rush: false }, 'No name yet'],
  [{ who: {}, what: [], story: ' ' }, ''],
])('%j is recognised as %j', (answers, summary) => {
  expect(runSummary(questions, answers, ({ sku, name }) => name ?? (sku === 'BAG' ? 'Handbag' : undefined))).toBe(summary)
})
