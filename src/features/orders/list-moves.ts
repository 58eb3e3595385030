import * as contract from '#domain/orders/contract.ts'
import { factsOf, type Order } from '#domain/orders/order.ts'
import type { Mover } from '#domain/workflows/move.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { judgedMoves } from './judge-move.ts'
import { moverOf } from './move-line-item.ts'
import { getOrder, getOrderOfLineItem } from './order-rows.ts'
import { presentMove } from './present-order.ts'

export const listOrderMoves = operation(contract.listOrderMoves, async (scope, { id }) => {
  const order = await getOrder(scope, id)
  return { items: await judged(scope, order, order) }
})

export const listLineItemMoves = operation(contract.listLineItemMoves, async (scope, { id }) => {
  const { order, line } = await getOrderOfLineItem(scope, id, 'read')
  return { items: line.position ? await judged(scope, order, moverOf(line)) : [] }
})

async function judged(scope: Scope, order: Order, mover: Mover) {
  const process = await getProcess(scope, order.processId)
  const library = await statusLibrary(scope)
  return judgedMoves(scope, process, mover, factsOf(order)).map(({ move, verdict }) => presentMove(process, library, move, verdict))
}
