import type { ImportMapping } from '#domain/imports/contract.ts'
import type { ReadOrder } from '#domain/imports/read-order.ts'
import { newId } from '#domain/kernel/id.ts'
import { blankLine } from '#domain/orders/blank-line.ts'
import type { CustomerSnapshot, LineItem, Order } from '#domain/orders/order.ts'
import { startOrder } from '#domain/orders/start-order.ts'
import { enterStep } from '#domain/workflows/enter-step.ts'
import type { Process } from '#domain/workflows/process.ts'
import type { Orderable } from '#features/catalog/find-orderables.ts'
import { snapshotOf } from '#features/orders/build-lines.ts'
import { stepOnRoute } from './check-mapping.ts'

type Given = { process: Process; mapping: ImportMapping; read: ReadOrder; sourceKey: string; customer: { id: string; snapshot: CustomerSnapshot }; orderables: Map<string, Orderable>; now: string }

/**
 * The order a file tells of, at its step. What happened to it happened elsewhere: its goods are not taken from stock, and
 * no timer runs until somebody moves it. A text that says what cannot be done is the answer instead.
 */
export function draftOrder({ process, mapping, read, sourceKey, customer, orderables, now }: Given): Order | string {
  const started = startOrder(process, {
    id: newId(), number: read.number, channel: 'import', customerId: customer.id, customer: customer.snapshot, currency: read.currency, taxIncluded: read.taxIncluded, now,
    placedAt: read.placedAt, fulfilmentMethod: fulfilmentOf(process, read.fulfilmentMethod), lines: read.lines.map((line, i) => lineOf(process, line, i, orderables.get(line.sku ?? ''))),
    details: {
      externalReference: read.number, paymentMethod: read.paymentMethod, dueAt: read.dueAt, scheduledAt: null, shippingAddress: read.address, billingAddress: null, fields: {},
      notes: read.notes, additionalNotes: '', tags: read.tags, orderDiscount: read.orderDiscount, shipping: read.shipping,
    },
  })
  const wanted = mapping.step
  const position = read.cancelledAt !== null
    ? stepOnRoute(process, started.route, ({ category }) => category === 'cancelled')
    : wanted === undefined ? started.position : stepOnRoute(process, started.route, ({ step }) => step === wanted)
  if (!position) return read.cancelledAt === null ? `Orders like this one do not come past the step “${wanted}”.` : 'The order was cancelled, and its process has no step for that.'
  return {
    ...started, ...enterStep(started, position), sourceKey, paymentStatus: read.paymentStatus, timerAt: null, cancelReason: position.category === 'cancelled' ? 'Cancelled before it was imported.' : null,
    stepEnteredAt: read.cancelledAt ?? now, archivedAt: position.category === 'closed' ? now : null,
  }
}

function lineOf(process: Process, line: ReadOrder['lines'][number], index: number, orderable: Orderable | undefined): LineItem {
  const { name, sku, quantity, unitPrice, lineDiscount, taxRate } = line
  return { ...blankLine(process, index), ...(orderable ? snapshotOf(orderable) : {}), name, sku, quantity, unitPrice, lineDiscount, taxRate, tracksStock: false }
}

/** The method by its key or name; files have many words for the rest, and those are no method of ours. */
function fulfilmentOf(process: Process, written: string | null): string | null {
  const methods = process.orderType.fulfilmentMethods
  const word = written?.toLowerCase()
  return (methods.find(({ key, name }) => key === word || name.toLowerCase() === word) ?? methods[0])?.key ?? null
}
