import type { Condition } from './schema.ts'

/** What is known of an order or a line item, by the names conditions use. */
export type Facts = Record<string, unknown>

/** Facts that conditions may ask about; custom fields come on top as `fields.<key>`. */
export const knownFacts: Record<string, string> = {
  channel: 'Channel',
  customer: 'Customer',
  customerEmail: "Customer's email",
  customerPhone: "Customer's phone",
  dueAt: 'Due date',
  fulfilmentMethod: 'Fulfilment method',
  heldFrom: 'The step it was held from',
  lineCount: 'Number of line items',
  manager: 'Project manager',
  needsShipping: 'Something to ship',
  paymentMethod: 'Payment method',
  paymentStatus: 'Payment status',
  scheduled: 'Schedule',
  shippingAddress: 'Shipping address',
  team: 'Team',
  total: 'Total',
}

export function holds(condition: Condition, facts: Facts): boolean {
  const value = factOf(facts, condition.fact)
  if (condition.is === 'present' && !isPresent(value)) return false
  if (condition.is === 'absent' && isPresent(value)) return false
  if (condition.in && !condition.in.includes(String(value))) return false
  if (condition.notIn?.includes(String(value))) return false
  if (condition.atLeast !== undefined && !(typeof value === 'number' && value >= condition.atLeast)) return false
  return true
}

/** In words one can act on: why the condition does not hold. */
export function whyNot(condition: Condition): string {
  if (condition.otherwise) return condition.otherwise
  const name = knownFacts[condition.fact] ?? condition.fact.replace(/^fields\./, '')
  if (condition.is === 'present') return `${name} is missing.`
  if (condition.is === 'absent') return `${name} must be empty.`
  if (condition.in) return `${name} must be ${condition.in.join(' or ')}.`
  if (condition.notIn) return `${name} must not be ${condition.notIn.join(' or ')}.`
  return `${name} must be at least ${condition.atLeast}.`
}

export function factOf(facts: Facts, fact: string): unknown {
  if (!fact.startsWith('fields.')) return facts[fact]
  return (facts.fields as Record<string, unknown> | undefined)?.[fact.slice('fields.'.length)]
}

/** Empty text, an empty list, no and zero count as absent: nobody would say a form was filled in with them. */
export function isPresent(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 0
}
