import { expect, test } from 'vitest'
import { factsFor, type Fact } from '#domain/workflows/fact.ts'
import { condition } from '#domain/workflows/schema.ts'
import { conditionAs, operatorOf, operatorsFor, operatorsWith } from './condition-operators.ts'

function factCalled(wanted: string): Fact {
  return factsFor('order').find(({ name }) => name === wanted) ?? expect.fail(`There is no fact ${wanted}`)
}

function labelsOf(fact: string): string[] {
  return operatorsFor(factCalled(fact)).map(({ label }) => label)
}

test('every fact can be asked in every way that is offered for it, and reads as it was asked', () => {
  for (const { name, ...fact } of factsFor('line_item', { fields: [{ key: 'size', label: 'Size', kind: 'choice', required: false, options: ['S', 'L'] }] })) {
    const operators = operatorsFor(fact)
    expect(operators.length).toBeGreaterThan(1)
    for (const { value } of operators) expect(operatorOf(conditionAs({ fact: name }, value), fact)).toBe(value)
  }
})

test('nobody is offered to ask whether what is always there is given, and what was asked so before is shown still', () => {
  expect(['channel', 'paymentStatus', 'checklists', 'orderType'].map(labelsOf)).toEqual(Array.from({ length: 4 }, () => ['is one of', 'is none of']))
  expect([labelsOf('total'), labelsOf('lineCount')]).toEqual(Array.from({ length: 2 }, () => ['is at least', 'is not zero', 'is zero']))
  expect(labelsOf('paymentMethod')).toContain('is given')
  expect(operatorsWith('absent', factCalled('channel')).map(({ label }) => label)).toEqual(['is one of', 'is none of', 'is empty'])
})

test('asked the other way round, it keeps what it is compared with and how it refuses', () => {
  const asked = { fact: 'paymentStatus', in: ['paid'], otherwise: 'Take the money first.' }
  expect(conditionAs(asked, 'notIn')).toEqual({ fact: 'paymentStatus', notIn: ['paid'], otherwise: 'Take the money first.' })
  expect(conditionAs(asked, 'present')).toEqual({ fact: 'paymentStatus', is: 'present', otherwise: 'Take the money first.' })
  expect(condition.safeParse(conditionAs(asked, 'absent')).success).toBe(true)
})
