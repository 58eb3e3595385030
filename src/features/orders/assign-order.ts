import * as contract from '#domain/orders/contract.ts'
import { refuseArchived } from '#domain/orders/editing.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { getOrderForChange, getOrderOfLineItem, saveOrder } from './order-rows.ts'
import { refuseUnlessActiveMembers } from '#features/identity/people.ts'
import { presentOrder } from './present-order.ts'

/** Sets an order's one project manager, and adds to or takes from its team. */
export const assignOrder = operation(contract.assignOrder, async (scope, asked) => {
  const order = await getOrderForChange(scope, asked.id)
  refuseArchived(order)
  await refuseUnlessActiveMembers(scope, asked.add, (i) => `/add/${i}`)
  if (asked.managerId) await refuseUnlessActiveMembers(scope, [asked.managerId], () => '/managerId')
  const managerId = asked.managerId === undefined ? order.managerId : asked.managerId
  const { people: team, added, removed } = changePeople(order.team, asked)
  if (managerId === order.managerId && added.length + removed.length === 0) return presentOrder(scope, order)
  record(scope, 'order.assigned', { ...(managerId === order.managerId ? {} : { manager: { from: order.managerId, to: managerId } }), added, removed }, order.id)
  return presentOrder(scope, saveOrder(scope, order, { ...order, managerId, team }))
})

/** Assigns people to one line item; the order's other lines and its team stay as they are. */
export const assignLine = operation(contract.assignLine, async (scope, asked) => {
  const { order, line } = await getOrderOfLineItem(scope, asked.id, 'change')
  refuseArchived(order)
  await refuseUnlessActiveMembers(scope, asked.add, (i) => `/add/${i}`)
  const { people: assignees, added, removed } = changePeople(line.assignees, asked)
  if (added.length + removed.length === 0) return presentOrder(scope, order)
  record(scope, 'line_item.assigned', { lineItemId: line.id, name: line.name, added, removed }, order.id)
  const lines = order.lines.map((candidate) => (candidate.id === line.id ? { ...candidate, assignees } : candidate))
  return presentOrder(scope, saveOrder(scope, order, { ...order, lines }))
})

function changePeople(people: string[], { add, remove }: { add: string[]; remove: string[] }) {
  const added = [...new Set(add)].filter((id) => !people.includes(id) && !remove.includes(id))
  const removed = people.filter((id) => remove.includes(id))
  return { people: [...people.filter((id) => !removed.includes(id)), ...added], added, removed }
}
