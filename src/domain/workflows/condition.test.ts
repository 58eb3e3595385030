import { describe, expect, test } from 'vitest'
import { inWords, oppositeInWords, whyNot } from './condition.ts'
import { factsFor, type Fact } from './fact.ts'
import type { Condition, FieldDefinition } from './schema.ts'

const field = (kind: FieldDefinition['kind'], label: string, options?: string[]): FieldDefinition => ({ key: label.toLowerCase().replaceAll(' ', '-'), label, kind, required: false, ...(options ? { options } : {}) })
const context = { currency: 'EUR', holds: [{ value: 'hold-until-opening', label: 'Hold Until Opening' }, { value: 'put-on-hold', label: 'Put On Hold' }], fields: [field('yes_no', 'Gift wrap'), field('choices', 'Extras', ['Milk', 'Sugar']), field('money', 'Budget'), field('text', 'VIN')] }
const facts = factsFor('line_item', context)

/** Every way an editor lets the fact be asked, of its first two values where it has some. */
function conditionsOn({ name, kind, options, isAlwaysThere }: { name: string } & Fact): Condition[] {
  const values = options?.slice(0, 2).map(({ value }) => value) ?? ['one', 'two']
  return [
    ...(isAlwaysThere ? [] : [{ fact: name, is: 'present' as const }, { fact: name, is: 'absent' as const }]),
    ...(kind === 'choice' || kind === 'text' ? [{ fact: name, in: values }, { fact: name, notIn: values }] : []),
    ...(kind === 'number' ? [{ fact: name, atLeast: 10_000 }] : []),
  ]
}

test.each(facts.map((fact) => [fact.name, fact] as const))('every way to ask about %s reads as English, and so does that it is not so', (_, fact) => {
  const said = conditionsOn(fact).map((condition) => ({ condition, is: inWords(condition, context), not: oppositeInWords(condition, context), why: whyNot(condition, {}, context) }))
  expect(new Set(said.map(({ is }) => is)).size).toBe(said.length)
  for (const { condition, is, not, why } of said) {
    expect(not).not.toBe(is)
    expect(why).toMatch(/^[A-Z].*\.$/)
    for (const words of [is, not, why]) {
      expect(words).not.toMatch(/undefined|\[object|[a-z][A-Z]|fields\.|_/)
      // A name that is a statement or a plural takes no verb of its own.
      expect(words).not.toMatch(/(?:on file|to ship|scalated|Schedule|hours|stands?|Tags|Checklists of .*|Team|on hold|held from) (?:is given|is missing|is empty|is taken away)|(?:on file|to ship|scalated|Schedule|hours|stands?|Tags|Checklists of .*) must (?:not )?be/)
      if (fact.isMoney) expect(words.includes('10000')).toBe(false)
    }
    if (fact.kind === 'yes_no' && !fact.isFixed && fact.name !== 'withinBusinessHours') expect(why.toLowerCase()).toBe(`${not}.`.toLowerCase())
    expect(condition.fact).toBe(fact.name)
  }
})

describe('in both senses', () => {
  test.each<[Condition, string, string, string]>([
    [{ fact: 'customerKnown', is: 'present' }, 'the customer is on file', 'the customer is not on file', 'The customer is not on file.'],
    [{ fact: 'customerKnown', is: 'absent' }, 'the customer is not on file', 'the customer is on file', 'The customer is on file.'],
    [{ fact: 'needsShipping', is: 'absent' }, 'there is nothing to ship', 'there is something to ship', 'There is something to ship.'],
    [{ fact: 'paymentMethod', is: 'present' }, 'Payment method is given', 'Payment method is taken away', 'Payment method is missing.'],
    [{ fact: 'total', atLeast: 10_000 }, 'Total is at least 100.00 EUR', 'Total is less than 100.00 EUR', 'Total must be at least 100.00 EUR.'],
    [{ fact: 'lineCount', atLeast: 3 }, 'Number of line items is at least 3', 'Number of line items is less than 3', 'Number of line items must be at least 3.'],
    [{ fact: 'checklists', notIn: ['open'] }, 'no checklist of the order is still open', 'a checklist of the order is still open', 'A checklist of the order is still open.'],
    [{ fact: 'lineChecklists', in: ['none', 'done'] }, 'there is no checklist of its items or every checklist of its items is done', 'there is a checklist of its items and not every checklist of its items is done', 'There is a checklist of its items and not every checklist of its items is done.'],
    [{ fact: 'everyLineCategory', in: ['ready'] }, 'every one of its items is Ready', 'not every one of its items is Ready', 'Not every one of its items is Ready.'],
    [{ fact: 'lineCategories', notIn: ['ready'] }, 'none of its items is Ready', 'one of its items is Ready', 'One of its items is Ready.'],
    [{ fact: 'tags', notIn: ['After hours'] }, 'it is not tagged “After hours”', 'it is tagged “After hours”', 'It is tagged “After hours”.'],
    [{ fact: 'heldBy', in: ['hold-until-opening'] }, 'it was put on hold by Hold Until Opening', 'it was not put on hold by Hold Until Opening', 'It was not put on hold by Hold Until Opening.'],
    [{ fact: 'heldFrom', in: ['waiting-for-parts'] }, 'it was held from Waiting for parts', 'it was not held from Waiting for parts', 'It was not held from Waiting for parts.'],
    [{ fact: 'fields.gift-wrap', is: 'present' }, 'Gift wrap is yes', 'Gift wrap is no', 'Gift wrap is no.'],
    [{ fact: 'fields.extras', in: ['Milk'] }, 'Extras includes Milk', 'Extras does not include Milk', 'Extras does not include Milk.'],
    [{ fact: 'fields.budget', atLeast: 50 }, 'Budget is at least 0.50 EUR', 'Budget is less than 0.50 EUR', 'Budget must be at least 0.50 EUR.'],
  ])('%j', (condition, is, not, why) => {
    expect([inWords(condition, context), oppositeInWords(condition, context), whyNot(condition, {}, context)]).toEqual([is, not, why])
  })

  test('amounts are told in the currency of the order, whichever digits it has, and never without one as if they were whole', () => {
    const condition: Condition = { fact: 'total', atLeast: 10_000 }
    expect([whyNot(condition, { words: () => ({ currency: 'JPY' }) }), whyNot(condition, { words: () => ({ currency: 'KWD' }) })]).toEqual(['Total must be at least 10000 JPY.', 'Total must be at least 10.000 KWD.'])
    expect(inWords(condition)).toBe('Total is at least 10000 (in the currency’s smallest unit)')
  })
})
