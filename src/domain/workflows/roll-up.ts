import type { Category } from './category.ts'
import { findMove, type Move, type Mover } from './move.ts'
import type { Process } from './process.ts'
import type { RollUp } from './schema.ts'

/**
 * What its line items' progress does to an order. Cancelled lines do not count, unless nothing else is left: an order
 * whose every line was cancelled is not "all done".
 */
export function rollUpOf(process: Process, order: Mover, lines: Category[]): { rule: RollUp; move: Move } | undefined {
  for (const rule of process.orderType.rollUps) {
    if (!applies(rule, lines)) continue
    const move = findMove(process, order, { transition: rule.transition, toStep: rule.toStep })
    if (move) return { rule, move }
  }
  return undefined
}

function applies(rule: RollUp, lines: Category[]): boolean {
  const standing = lines.filter((category) => category !== 'cancelled')
  const counted = standing.length > 0 ? standing : rule.when.in.includes('cancelled') ? lines : []
  if (counted.length === 0) return false
  const inThere = (category: Category) => rule.when.in.includes(category)
  return rule.when.lines === 'all' ? counted.every(inThere) : counted.some(inThere)
}
