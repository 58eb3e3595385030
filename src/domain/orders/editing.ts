import { rulesOf } from '../workflows/category.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Order } from './order.ts'

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

/** Only what is over can be put away: an open order in the archive would be forgotten, not archived. */
export function refuseUnlessArchivable(order: Order): void {
  if (order.archivedAt) refuse('order-locked', 'The order is archived already.')
  if (rulesOf(order.position.category).isOpen) {
    refuse('order-locked', `The order is still open (${rulesOf(order.position.category).name.toLowerCase()}). Complete or cancel it first.`)
  }
}
