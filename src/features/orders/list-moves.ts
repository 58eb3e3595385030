import * as contract from '#domain/orders/contract.ts'
import type { Moment } from '#domain/hours/business-hours.ts'
import { expectationInWords } from '#domain/orders/expectation-in-words.ts'
import { expectedMoves } from '#domain/orders/expected-moves.ts'
import { factsOf, factsOfLine } from '#domain/orders/facts-of.ts'
import type { Order } from '#domain/orders/order.ts'
import { roleOf } from '#domain/identity/actor.ts'
import type { Facts } from '#domain/workflows/condition.ts'
import { judgedMoves } from '#domain/workflows/judge-move.ts'
import type { Mover } from '#domain/workflows/move.ts'
import type { Process } from '#domain/workflows/process.ts'
import { momentOf } from '#features/identity/moment-of.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { moverOf } from './move-line-item.ts'
import { getOrder, getOrderOfLineItem } from './order-rows.ts'
import { presentMove, presentPosition } from './present-order.ts'

export const listOrderMoves = operation(contract.listOrderMoves, async (scope, { id }) => {
  const order = await getOrder(scope, id)
  return { at: at(order), items: await judged(scope, order, order, (process, moment) => factsOf(order, process, moment)), byItself: await expected(scope, order) }
})

export const listLineItemMoves = operation(contract.listLineItemMoves, async (scope, { id }) => {
  const { order, line } = await getOrderOfLineItem(scope, id, 'read')
  if (!line.position) return { at: null, items: [] }
  return { at: at(moverOf(line)), items: await judged(scope, order, moverOf(line), (process, moment) => factsOfLine(order, line, process, moment)) }
})

function at({ position: { workflow, step } }: Pick<Mover, 'position'>) {
  return { workflow, step }
}

async function expected(scope: Scope, order: Order): Promise<contract.ShownExpectedMove[]> {
  const process = await getProcess(scope, order.processId)
  const library = await statusLibrary(scope)
  return expectedMoves(process, order, await momentOf(scope)).map((one) => {
    const to = presentPosition(process, library, one.to)
    return { ...one, to, text: expectationInWords({ ...one, to: to.status.name }, scope.now) }
  })
}

async function judged(scope: Scope, order: Order, mover: Mover, factsIn: (process: Process, moment: Moment) => Facts) {
  const process = await getProcess(scope, order.processId)
  const library = await statusLibrary(scope)
  return judgedMoves(process, mover, factsIn(process, await momentOf(scope)), roleOf(scope.actor)).map(({ move, verdict }) => presentMove(process, library, move, verdict))
}
