import { progressOf } from '../checklists/progress.ts'
import type { Moment } from '../hours/business-hours.ts'
import type { Facts } from '../workflows/condition.ts'
import { readFacts, type FactContext } from '../workflows/fact.ts'
import type { Process } from '../workflows/process.ts'
import type { FieldDefinition } from '../workflows/schema.ts'
import { holdsIn } from '../workflows/triggers.ts'
import type { ChecklistProgress } from '../workflows/verdict.ts'
import { lineItemFieldsOf, orderFieldsOf } from './custom-fields.ts'
import { standing, type LineItem, type Order } from './order.ts'

/** What is known of an order at a moment: every fact conditions may ask about, its fields, and what the verdict looks at besides. */
export function factsOf(order: Order, process: Process, moment: Moment): Facts {
  return {
    ...readFacts(order, process, moment),
    words: () => factWordsOf(process, orderFieldsOf(process), order.currency),
    archived: order.archivedAt !== null,
    fields: order.fields,
    checklistProgress: { order: progressOf(order.checklists), line_items: progressOf(standing(order).flatMap((line) => line.checklists)) } satisfies ChecklistProgress,
  }
}

/** The same for one of its line items, whose own fields and checklists go before the order's. */
export function factsOfLine(order: Order, line: LineItem, process: Process, moment: Moment): Facts {
  return {
    ...factsOf(order, process, moment),
    ...readFacts(order, process, moment, line),
    words: () => factWordsOf(process, [...lineItemFieldsOf(process), ...orderFieldsOf(process)], order.currency),
    fields: { ...order.fields, ...line.fields },
    checklistProgress: { order: progressOf(order.checklists), line_items: progressOf(line.checklists) } satisfies ChecklistProgress,
  }
}

/** What the values of facts are called in a process, as far as it says itself: its fields, its ways to hand over, its moves; what statuses are called, only the library knows. */
export function factWordsOf({ orderType, workflows }: Process, fields: FieldDefinition[], currency: string): FactContext {
  const methods = orderType.fulfilmentMethods.map(({ key, name }) => ({ value: key, label: name }))
  return { fields, currency, holds: Object.values(workflows).flatMap(holdsIn), ...(methods.length > 0 ? { fulfilmentMethods: methods } : {}) }
}
