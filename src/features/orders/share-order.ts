import * as contract from '#domain/orders/link-contract.ts'
import { isLinkOpen } from '#domain/orders/order-link.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { newToken } from '#features/identity/token.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { findOrderLinkForChange, insertOrderLink, markRevoked, readOrderLinks, type OrderLink } from './order-link-rows.ts'
import { getOrder, getOrderForChange, saveOrder } from './order-rows.ts'

/** The page at which a customer follows one order. */
export const TRACKING = '/o/'

export const shareOrder = operation(contract.shareOrder, async (scope, { id }) => {
  const token = newToken()
  const made = await shareBy(scope, id, token)
  if (!made) throw new Error('A new token opens nothing yet')
  return { ...shownLink(made, scope.now), link: TRACKING + token }
})

/** Makes the link that a token opens, where it is not there yet; undefined where it is. */
export async function shareBy(scope: Scope, orderId: string, token: string): Promise<OrderLink | undefined> {
  const order = await getOrderForChange(scope, orderId)
  const made = await insertOrderLink(scope, order.id, token)
  if (!made) return undefined
  record(scope, 'order.shared', { linkId: made.id }, order.id)
  saveOrder(scope, order, order)
  return made
}

export const listOrderLinks = operation(contract.listOrderLinks, async (scope, { id }) => {
  const order = await getOrder(scope, id)
  return { items: (await readOrderLinks(scope, order.id)).map((link) => shownLink(link, scope.now)) }
})

export const revokeOrderLink = operation(contract.revokeOrderLink, async (scope, { id }) => {
  const link = await findOrderLinkForChange(scope, id) ?? refuseUnknown('order link')
  if (link.revokedAt !== null) return {}
  const order = await getOrderForChange(scope, link.orderId)
  await markRevoked(scope, id)
  record(scope, 'order.unshared', { linkId: id }, order.id)
  saveOrder(scope, order, order)
  return {}
})

function shownLink({ id, createdAt, expiresAt, revokedAt }: OrderLink, now: string): contract.ShownOrderLink {
  return { id, createdAt, expiresAt, revokedAt, isOpen: isLinkOpen({ expiresAt, revokedAt }, now) }
}
