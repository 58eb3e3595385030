import { newChecklist } from '#domain/checklists/new-checklist.ts'
import { businessHoursOf, isOpen } from '#domain/hours/business-hours.ts'
import { newId } from '#domain/kernel/id.ts'
import * as contract from '#domain/orders/contract.ts'
import { locationFor } from '#domain/orders/order-number.ts'
import { standing, type LineItem } from '#domain/orders/order.ts'
import { startOrder } from '#domain/orders/start-order.ts'
import { tagsToRepeat } from '#domain/orders/tags-to-repeat.ts'
import { lineItemStart } from '#domain/workflows/process.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { getProcess, getProcessToRepeatOn } from '#features/workflows/processes.ts'
import { operation } from '#platform/operation.ts'
import { newOrderNumber } from './order-number.ts'
import { getOrder } from './order-rows.ts'
import { ownChannelOf, recordPlaced } from './place-order.ts'
import { presentOrder } from './present-order.ts'

/** Places a new order with the same customer, lines and details, through the process as it is today. */
export const duplicateOrder = operation(contract.duplicateOrder, async (scope, { id, newId: wantedId }) => {
  const order = await getOrder(scope, id)
  const former = await getProcess(scope, order.processId)
  const process = await getProcessToRepeatOn(scope, former.orderType)
  const settings = await organizationSettings(scope)
  const location = locationFor(process.orderType, settings.locations, settings.locations.find(({ key }) => key === order.location)?.key)
  const ids = new Map(order.lines.map((line) => [line.id, newId()]))
  const copy = startOrder(process, {
    id: wantedId ?? newId(), number: await newOrderNumber(scope, process.orderType, location), location: location?.key ?? null,
    channel: ownChannelOf(scope), customerId: order.customerId, customer: order.customer, currency: order.currency,
    taxIncluded: order.taxIncluded, fulfilmentMethod: order.fulfilmentMethod, now: scope.now,
    placedWithinHours: isOpen(businessHoursOf(settings), location?.key ?? null, scope.now),
    lines: standing(order).map((line, index): LineItem => ({
      ...line, id: ids.get(line.id) ?? newId(), parentId: line.parentId && (ids.get(line.parentId) ?? null), index,
      position: lineItemStart(process) ?? null, heldFrom: null, stockState: 'none', assignees: [], escalated: false, answers: line.answers,
      checklists: line.checklists.map(({ name, items }) => newChecklist({ name, items: items.map(({ text }) => text) })),
    })),
    details: {
      externalReference: null, dueAt: null, scheduledAt: null, fields: {}, paymentMethod: order.paymentMethod, shippingAddress: order.shippingAddress,
      billingAddress: order.billingAddress, notes: order.notes, additionalNotes: order.additionalNotes, tags: tagsToRepeat(order.tags, [former, process]),
      orderDiscount: order.orderDiscount, shipping: order.shipping,
    },
  })
  return presentOrder(scope, await recordPlaced(scope, process, copy, { copyOf: order.id }))
})
