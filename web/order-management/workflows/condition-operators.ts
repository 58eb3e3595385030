import type { Fact } from '#domain/workflows/fact.ts'
import type { Condition } from '#domain/workflows/schema.ts'

/** How a fact may be asked, in the words of a list to choose from. */
export type Operator = 'present' | 'absent' | 'in' | 'notIn' | 'atLeast'

export function operatorsFor({ kind, many, max, isAlwaysThere = false }: Fact): { value: Operator; label: string }[] {
  if (kind === 'yes_no') return [{ value: 'present', label: 'is so' }, { value: 'absent', label: 'is not so' }]
  const there = [{ value: 'present' as const, label: 'is given' }, { value: 'absent' as const, label: 'is empty' }]
  if (kind === 'presence') return there
  // What Docket counts itself is never empty: it may be nothing.
  if (kind === 'number') return [{ value: 'atLeast', label: 'is at least' }, ...(max === undefined ? there : [{ value: 'present' as const, label: 'is not zero' }, { value: 'absent' as const, label: 'is zero' }])]
  const compared = [{ value: 'in' as const, label: many === 'every' ? 'is only' : 'is one of' }, { value: 'notIn' as const, label: 'is none of' }]
  if (isAlwaysThere) return compared
  return kind === 'choice' ? [...compared, ...there] : [...there, ...compared]
}

/** The same, with the way it is asked now, where nobody would be offered that any more. */
export function operatorsWith(now: Operator, fact: Fact): { value: Operator; label: string }[] {
  const offered = operatorsFor(fact)
  return offered.some(({ value }) => value === now) ? offered : [...offered, { value: now, label: { present: 'is given', absent: 'is empty', in: 'is one of', notIn: 'is none of', atLeast: 'is at least' }[now] }]
}

export function operatorOf({ is, in: oneOf, notIn, atLeast }: Condition, fact: Fact): Operator {
  if (oneOf) return 'in'
  if (notIn) return 'notIn'
  if (atLeast !== undefined) return 'atLeast'
  return is ?? operatorsFor(fact)[0]?.value ?? 'present'
}

/** The condition asked another way; what it was compared with is kept where it still fits. */
export function conditionAs({ fact, otherwise, in: oneOf, notIn, atLeast }: Condition, operator: Operator): Condition {
  const kept = { fact, ...(otherwise === undefined ? {} : { otherwise }) }
  if (operator === 'in' || operator === 'notIn') return { ...kept, [operator]: oneOf ?? notIn ?? [] }
  if (operator === 'atLeast') return { ...kept, atLeast: atLeast ?? 1 }
  return { ...kept, is: operator }
}
