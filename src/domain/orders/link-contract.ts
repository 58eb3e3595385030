import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'

/** A customer's private address of one order, as the staff sees it: never with its token, save once when it is made. */
export const shownOrderLink = z.object({
  id: s.id, createdAt: s.instant, expiresAt: s.instant, revokedAt: s.instant.nullable(),
  /** Whether it still leads anywhere. */
  isOpen: z.boolean(),
  /** Its path here, /o/…; shown once. */
  link: z.string().optional(),
})
export type ShownOrderLink = z.infer<typeof shownOrderLink>

export const shareOrder = contract({
  name: 'order.share', method: 'POST', path: '/orders/{id}/links', status: 201, permission: 'order.update', answersSecret: true,
  summary: 'Make a private address at which the customer follows this order; the answer holds it, once', input: z.strictObject({ id: s.id }), output: shownOrderLink,
})
export const listOrderLinks = contract({
  name: 'order.list_links', method: 'GET', path: '/orders/{id}/links', permission: 'order.update', summary: 'The private addresses of an order, the latest first', input: z.strictObject({ id: s.id }), output: z.object({ items: z.array(shownOrderLink) }),
})
export const revokeOrderLink = contract({
  name: 'order_link.revoke', method: 'DELETE', path: '/order-links/{id}', status: 204, permission: 'order.update', summary: 'Make a private address useless at once', input: z.strictObject({ id: s.id }), output: z.unknown(),
})
