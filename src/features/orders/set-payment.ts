import * as contract from '#domain/orders/contract.ts'
import { refuseArchived } from '#domain/orders/editing.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import { followOrder } from './follow-order.ts'
import { getOrderForChange, saveOrder } from './order-rows.ts'
import { presentOrder } from './present-order.ts'

/** Sets by hand how far an order is paid, or how it will be; the process may move on by itself from that. */
export const setPayment = operation(contract.setPayment, async (scope, asked) => {
  const order = await getOrderForChange(scope, asked.id)
  refuseArchived(order)
  const paymentStatus = asked.paymentStatus ?? order.paymentStatus
  const paymentMethod = asked.paymentMethod === undefined ? order.paymentMethod : asked.paymentMethod
  if (paymentStatus === order.paymentStatus && paymentMethod === order.paymentMethod) return presentOrder(scope, order)
  record(scope, 'order.payment_set', {
    paymentStatus: { from: order.paymentStatus, to: paymentStatus }, paymentMethod: { from: order.paymentMethod, to: paymentMethod },
    ...(asked.note ? { note: asked.note } : {}),
  }, order.id)
  const process = await getProcess(scope, order.processId)
  return presentOrder(scope, saveOrder(scope, order, await followOrder(scope, process, { ...order, paymentStatus, paymentMethod })))
})
