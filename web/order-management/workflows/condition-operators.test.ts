import { expect, test } from 'vitest'
import { factsFor } from '#domain/workflows/fact.ts'
import { condition } from '#domain/workflows/schema.ts'
import { conditionAs, operatorOf, operatorsFor } from './condition-operators.ts'

test('every fact can be asked in every way that is offered for it, and reads as it was asked', () => {
  for (const { name, ...fact } of factsFor('line_item', { fields: [{ key: 'size', label: 'Size', kind: 'choice', required: false, options: ['S', 'L'] }] })) {
    const operators = operatorsFor(fact)
    expect(operators.length).toBeGreaterThan(1)
    for (const { value } of operators) expect(operatorOf(conditionAs({ fact: name }, value), fact)).toBe(value)
  }
})

test('asked the other way round, it keeps what it is compared with and how it refuses', () => {
  const asked = { fact: 'paymentStatus', in: ['paid'], otherwise: 'Take the money first.' }
  expect(conditionAs(asked, 'notIn')).toEqual({ fact: 'paymentStatus', notIn: ['paid'], otherwise: 'Take the money first.' })
  expect(conditionAs(asked, 'present')).toEqual({ fact: 'paymentStatus', is: 'present', otherwise: 'Take the money first.' })
  expect(condition.safeParse(conditionAs(asked, 'absent')).success).toBe(true)
})
