import * as contract from '#domain/orders/contract.ts'
import { factsOfLine } from '#domain/orders/facts-of.ts'
import { operation } from '#platform/operation.ts'
import { moverOf } from './move-line-item.ts'
import { getOrder, getOrderOfLineItem } from './order-rows.ts'
import { placeOf, presentJudged, presentMoves } from './present-moves.ts'

export const listOrderMoves = operation(contract.listOrderMoves, async (scope, { id }) => presentMoves(scope, await getOrder(scope, id)))

export const listLineItemMoves = operation(contract.listLineItemMoves, async (scope, { id }) => {
  const { order, line } = await getOrderOfLineItem(scope, id, 'read')
  if (!line.position) return { at: null, items: [] }
  return { at: placeOf(moverOf(line)), items: await presentJudged(scope, order, moverOf(line), (process, moment) => factsOfLine(order, line, process, moment)) }
})
