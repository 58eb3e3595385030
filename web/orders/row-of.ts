import { progressOf } from '#domain/checklists/progress.ts'
import type { ListedOrder, ShownOrder } from '#domain/orders/contract.ts'

/** A whole order as the row of a list. */
export function rowOf(order: ShownOrder): ListedOrder {
  const standing = order.lines.filter(({ position }) => position?.status.category !== 'cancelled')
  return {
    ...order,
    items: { count: standing.length, quantity: standing.reduce((sum, { quantity }) => sum + quantity, 0), names: standing.slice(0, 3).map(({ name }) => name) },
    checklist: countsOf([...order.checklists, ...standing.flatMap(({ checklists }) => checklists)]),
    services: order.lines.slice(0, 12).map(({ id, name, position, escalated, checklists }) => ({ id, name, status: position?.status ?? null, escalated, checklist: countsOf(checklists) })),
  }
}

function countsOf(checklists: Parameters<typeof progressOf>[0]): ListedOrder['checklist'] {
  const { done, total } = progressOf(checklists)
  return { done, total }
}
