import type { Category } from './category.ts'
import { findMove, type Move, type Mover } from './move.ts'
import type { Process } from './process.ts'
import type { RollUp } from './schema.ts'

/**
 * What its line items' progress does to an order. Cancelled lines do not count, unless nothing else is left: an order
 * whose every line was cancelled is not "all done".
 */
export function rollUpOf(process: Process, order: Mover, lines: Category[]): Ruled | undefined {
  return rollUpsFrom(process, order).find(({ rule }) => applies(rule, lines))
}

export type Ruled = { rule: RollUp; move: Move }

/** The rules that could move an order from where it stands, in their order, whatever its line items are at. */
export function rollUpsFrom(process: Process, order: Mover): Ruled[] {
  return process.orderType.rollUps.flatMap((rule) => {
    const move = findMove(process, order, { transition: rule.transition, toStep: rule.toStep })
    return move ? [{ rule, move }] : []
  })
}

/** Whether the rule speaks of line items that stand so. */
export function applies(rule: RollUp, lines: Category[]): boolean {
  const standing = lines.filter((category) => category !== 'cancelled')
  const counted = standing.length > 0 ? standing : rule.when.in.includes('cancelled') ? lines : []
  if (counted.length === 0) return false
  const inThere = (category: Category) => rule.when.in.includes(category)
  return rule.when.lines === 'all' ? counted.every(inThere) : counted.some(inThere)
}
