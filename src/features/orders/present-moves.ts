import { roleOf } from '#domain/identity/actor.ts'
import type { Moment } from '#domain/hours/business-hours.ts'
import type { ShownExpectedMove, ShownMove, ShownOrder } from '#domain/orders/contract.ts'
import { expectationInWords } from '#domain/orders/expectation-in-words.ts'
import { expectedMoves } from '#domain/orders/expected-moves.ts'
import { factsOf } from '#domain/orders/facts-of.ts'
import type { Order } from '#domain/orders/order.ts'
import type { Facts } from '#domain/workflows/condition.ts'
import { judgedMoves } from '#domain/workflows/judge-move.ts'
import type { Mover } from '#domain/workflows/move.ts'
import type { Process } from '#domain/workflows/process.ts'
import { momentOf } from '#features/identity/moment-of.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import type { Scope } from '#platform/scope.ts'
import { presentMove, presentOrder, presentPosition } from './present-order.ts'

/** The order as its move left it; where that was asked for, with what leads on from there, so that nobody has to ask again before the next step. */
export async function presentMoved(scope: Scope, order: Order, withMoves: boolean | undefined): Promise<ShownOrder> {
  return { ...(await presentOrder(scope, order)), ...(withMoves ? { moves: await presentMoves(scope, order) } : {}) }
}

/** Everything that leads on from where the order stands: by people, each with its verdict, and by itself. */
export async function presentMoves(scope: Scope, order: Order): Promise<NonNullable<ShownOrder['moves']>> {
  return { at: placeOf(order), items: await presentJudged(scope, order, order, (process, moment) => factsOf(order, process, moment)), byItself: await presentExpected(scope, order) }
}

/** Where moves were judged from. */
export function placeOf({ position: { workflow, step } }: Pick<Mover, 'position'>): { workflow: string; step: string } {
  return { workflow, step }
}

/** The moves of an order, or of one of its line items, each with its verdict for whoever asks. */
export async function presentJudged(scope: Scope, order: Order, mover: Mover, factsIn: (process: Process, moment: Moment) => Facts): Promise<ShownMove[]> {
  const process = await getProcess(scope, order.processId)
  const library = await statusLibrary(scope)
  return judgedMoves(process, mover, factsIn(process, await momentOf(scope)), roleOf(scope.actor)).map(({ move, verdict }) => presentMove(process, library, move, verdict))
}

async function presentExpected(scope: Scope, order: Order): Promise<ShownExpectedMove[]> {
  const process = await getProcess(scope, order.processId)
  const library = await statusLibrary(scope)
  return expectedMoves(process, order, await momentOf(scope)).map((one) => {
    const to = presentPosition(process, library, one.to)
    return { ...one, to, text: expectationInWords({ ...one, to: to.status.name }, scope.now) }
  })
}
