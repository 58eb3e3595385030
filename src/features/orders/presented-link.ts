import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { refuseUnlessLinkOpen } from '#domain/orders/order-link.ts'
import type { Database } from '#platform/database.ts'
import { findPresentedLink, type OrderLink } from './order-link-rows.ts'

const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** The link that a token opens, before its organization is known. Says no in words once the link is spent. */
export async function getPresentedLink(database: Database, token: string): Promise<OrderLink & { organizationId: string }> {
  const link = (TOKEN.test(token) ? await findPresentedLink(database, token) : undefined) ?? refuseUnknown('order link')
  refuseUnlessLinkOpen(link, new Date().toISOString())
  return link
}
