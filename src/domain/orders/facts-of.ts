import { progressOf } from '../checklists/progress.ts'
import type { Moment } from '../hours/business-hours.ts'
import type { Facts } from '../workflows/condition.ts'
import { readFacts } from '../workflows/fact.ts'
import type { Process } from '../workflows/process.ts'
import type { ChecklistProgress } from '../workflows/verdict.ts'
import { standing, type LineItem, type Order } from './order.ts'

/** What is known of an order at a moment: every fact conditions may ask about, its fields, and what the verdict looks at besides. */
export function factsOf(order: Order, process: Pick<Process, 'orderType'>, moment: Moment): Facts {
  return {
    ...readFacts(order, process, moment),
    archived: order.archivedAt !== null,
    fields: order.fields,
    checklistProgress: { order: progressOf(order.checklists), line_items: progressOf(standing(order).flatMap((line) => line.checklists)) } satisfies ChecklistProgress,
  }
}

/** The same for one of its line items, whose own fields and checklists go before the order's. */
export function factsOfLine(order: Order, line: LineItem, process: Pick<Process, 'orderType'>, moment: Moment): Facts {
  return {
    ...factsOf(order, process, moment),
    ...readFacts(order, process, moment, line),
    fields: { ...order.fields, ...line.fields },
    checklistProgress: { order: progressOf(order.checklists), line_items: progressOf(line.checklists) } satisfies ChecklistProgress,
  }
}
