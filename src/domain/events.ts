import type { Checklist } from './checklists/checklist.ts'
import type { Actor } from './identity/actor.ts'
import type { Position } from './workflows/process.ts'
import type { AppliedEffect } from './orders/apply-effects.ts'
import type { Channel } from './orders/channel.ts'

/** What a change looks like in a record: the value before and the value after. */
export type Changes = Record<string, { from: unknown; to: unknown }>

/** Why a move was made by itself: the roll-up rule, the conditions or the timer that made it. */
export type Because = { rule: 'roll_up' | 'automatic' | 'timer' | 'import'; name: string }

/**
 * Everything that can happen, declared once. An event has four readers: the timeline, notifications, webhooks and live
 * screens. `visibility: 'customer'` in eventVisibility marks the few a customer may ever see.
 */
export type EventData = {
  'order.placed': { number: string; orderType: string; channel: Channel; position: Position; customerId: string | null; total: number; currency: string; lines: { id: string; name: string; quantity: number; position: Position | null; checklists?: Checklist[] }[]; checklists?: Checklist[]; copyOf?: string; asked?: string; because?: Because }
  'order.updated': { changes: Changes }
  'order.moved': { from: Position; to: Position; move: string; name: string; fields?: Record<string, unknown>; reason?: string; because?: Because; effects?: AppliedEffect[] }
  'order.assigned': { manager?: { from: string | null; to: string | null }; added: string[]; removed: string[] }
  'order.payment_set': { paymentStatus: { from: string; to: string }; paymentMethod: { from: string | null; to: string | null }; note?: string }
  'order.archived': { reason?: string }
  'order.restored': { to: Position }
  'order.shared': { linkId: string }
  'order.unshared': { linkId: string }
  'line_item.added': { lineItemId: string; name: string; quantity: number; position: Position | null; checklists?: Checklist[]; total: { from: number; to: number } }
  'line_item.changed': { lineItemId: string; name: string; changes: Changes; total: { from: number; to: number } }
  'line_item.removed': { lineItemId: string; name: string; with: string[]; total: { from: number; to: number } }
  'line_item.moved': { lineItemId: string; name: string; from: Position; to: Position; move: string; fields?: Record<string, unknown>; reason?: string; total: { from: number; to: number }; effects?: AppliedEffect[] }
  'line_item.assigned': { lineItemId: string; name: string; added: string[]; removed: string[] }
  'order.migrated': { from: { processId: string; position: Position }; to: { processId: string; position: Position }; migrationId: string; lines: { lineItemId: string; from: Position | null; to: Position | null }[] }
  'checklist.added': { checklistId: string; name: string; lineItemId: string | null; items: { id: string; text: string }[] }
  'checklist.changed': { checklistId: string; name: string; lineItemId: string | null; items: { id: string; text: string }[] }
  'checklist.removed': { checklistId: string; name: string; lineItemId: string | null }
  'checklist.ticked': { checklistId: string; name: string; itemId: string; text: string; done: boolean; lineItemId: string | null }
  'wizard_run.finished': { runId: string; wizard: string; name: string; version: number; channel: Channel }
  'customer.created': { customerId: string }
  'customer.updated': { customerId: string; changed: string[] }
  'customer.merged': { customerId: string; mergedId: string }
  'product.created': { productId: string; name: string }
  'product.updated': { productId: string; name: string; changed: string[] }
  'stock.adjusted': { variantId: string; sku: string; change: number; reason: string }
  'product_category.changed': { categoryId: string; name: string }
  'product_category.removed': { categoryId: string; name: string }
  'status.changed': { statusId: string; name: string; changed: string[] }
  'status.reordered': { keys: string[] }
  'workflow_type.changed': { key: string; name: string }
  'workflow.published': { workflowId: string; key: string; version: number }
  'order_type.published': { orderTypeId: string; key: string; version: number }
  'workflow.retired': { key: string; isRetired: boolean }
  'order_type.retired': { key: string; isRetired: boolean }
  'draft.saved': { kind: string; key: string; name: string }
  'draft.discarded': { kind: string; key: string; name: string }
  'wizard.published': { wizardId: string; key: string; name: string; version: number }
  'wizard.retired': { key: string; isRetired: boolean }
  'migration.started': { migrationId: string; orderType: string; orders: number }
  'migration.finished': { migrationId: string; orderType: string; migrated: number; blocked: number }
  'file.uploaded': { fileId: string; mediaType: string; size: number }
  'view.changed': { key: string; removed?: true }
  'blueprint.applied': { key: string; name: string; changes: number }
  'organization.founded': { name: string }
  'organization.updated': { changed: string[] }
  'member.invited': { invitationId: string; role: string }
  'member.invitation_withdrawn': { invitationId: string; role: string }
  'member.joined': { memberId: string; role: string }
  'member.changed': { memberId: string; changes: Changes }
  'member.deactivated': { memberId: string }
  'member.reactivated': { memberId: string }
  'api_key.created': { apiKeyId: string; name: string; role: string; memberId?: string }
  'api_key.bound': { apiKeyId: string; name: string; memberId: string }
  'api_key.revoked': { apiKeyId: string; name: string }
  'import.started': { importId: string; fileName: string }
  'import.stopped': { importId: string; imported: number; because: string }
  'import.finished': { importId: string; imported: number; failed: number }
}

export type EventType = keyof EventData

export type DocketEvent<T extends EventType = EventType> = {
  id: string
  type: T
  orderId: string | null
  /** Gapless per order, from 1; null for events that concern no order. */
  sequence: number | null
  at: string
  actor: Actor
  /** The door the change came through. */
  origin: string
  data: EventData[T]
}

const customerMaySee: ReadonlySet<EventType> = new Set(['order.placed', 'order.moved', 'order.payment_set'])

/** Deny by default: what is not listed is for the staff alone. */
export function visibilityOf(type: EventType): 'staff' | 'customer' {
  return customerMaySee.has(type) ? 'customer' : 'staff'
}
