import { rulesOf } from '../workflows/category.ts'
import { LARGEST_AMOUNT } from '../kernel/money.ts'
import { refuse, refuseField } from '../kernel/refusal.ts'
import { standing, type Order } from './order.ts'
import { grossOf, lessDiscount } from './totals.ts'

/** Says no to changing what was ordered, for how much, and where it goes, once that is settled. */
export function refuseUnlessEditable(order: Order): void {
  refuseArchived(order)
  if (!rulesOf(order.position.category).mayEdit) {
    refuse('order-locked', `The order is ${rulesOf(order.position.category).name.toLowerCase()}: what was ordered can no longer be changed.`)
  }
}

export function refuseArchived(order: Order): void {
  if (order.archivedAt) refuse('order-locked', 'The order is archived. Restore it before you change it.')
}

/** Says no to a line item that costs more than can be counted exactly. */
export function refuseLineTooLarge(line: { unitPrice: number; quantity: number }, pointer: string): void {
  if (grossOf(line) > LARGEST_AMOUNT) refuseField(pointer, 'too_big', 'This price is too large for this quantity.')
}

/** The same of an order as a whole; `pointer` is what made it so. */
export function refuseTooLarge({ subtotal, total }: Pick<Order, 'subtotal' | 'total'>, pointer: string): void {
  if (subtotal > LARGEST_AMOUNT || total > LARGEST_AMOUNT) refuseField(pointer, 'too_big', 'The total of the order is too large.')
}

/** Says no to taking more off an order than its line items cost. */
export function refuseDiscountBeyond(order: Order): void {
  const worth = standing(order).map((line) => lessDiscount(grossOf(line), line.lineDiscount))
  if (order.orderDiscount > worth.reduce((sum, amount) => sum + amount, 0)) refuseField('/discount', 'too_big', 'The discount is larger than what it is taken from.')
}

/** Only what is over can be put away: an open order in the archive would be forgotten, not archived. */
export function refuseUnlessArchivable(order: Order): void {
  if (order.archivedAt) refuse('illegal-transition', 'The order is archived already.')
  if (rulesOf(order.position.category).isOpen) {
    refuse('illegal-transition', `The order is still open (${rulesOf(order.position.category).name.toLowerCase()}). Complete or cancel it first.`)
  }
}
