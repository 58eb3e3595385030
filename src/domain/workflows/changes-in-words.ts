import { differencesOf } from '../blueprints/differences.ts'
import { capitalised } from '../kernel/capitalised.ts'
import { isSame } from '../kernel/same.ts'
import { orderTypeInWords, workflowInWords, type Names } from './in-words.ts'
import type { OrderType, Workflow } from './schema.ts'

/** What changes from one version of a workflow to another, a clause for each thing. */
export function differencesOfWorkflow(before: Workflow, after: Workflow, names: Names): string[] {
  return named(before, after, (workflow) => workflowInWords(workflow, names))
}

/** The same of an order type. */
export function differencesOfOrderType(before: OrderType, after: OrderType, names: Names): string[] {
  return named(before, after, (orderType) => orderTypeInWords(orderType, names))
}

/** A clause as a sentence of its own. */
export function asSentence(difference: string): string {
  return `${capitalised(difference)}${/[.!?]$/.test(difference) ? '' : '.'}`
}

function named<T extends object>(before: T, after: T, inWords: (definition: T) => object): string[] {
  if (isSame(before, after)) return []
  const differences = differencesOf(inWords(before), inWords(after))
  // Two keys may have one name; what only keys tell apart is still a change.
  return differences.length > 0 ? differences : differencesOf(before, after)
}
