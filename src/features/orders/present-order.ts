import type { ShownLineItem, ShownMove, ShownOrder, ShownPosition, ShownStatus } from '#domain/orders/contract.ts'
import { moveAtTurn } from '#domain/orders/follow-up.ts'
import type { LineItem, Order } from '#domain/orders/order.ts'
import { fieldsOf, type Verdict } from '#domain/workflows/verdict.ts'
import type { Move } from '#domain/workflows/move.ts'
import type { Position, Process } from '#domain/workflows/process.ts'
import { statusLibrary, type StatusRow } from '#features/workflows/status-library.ts'
import { momentOf } from '#features/identity/moment-of.ts'
import { getProcess } from '#features/workflows/processes.ts'
import type { Scope } from '#platform/scope.ts'
import { peopleByIds, type Person } from '#features/identity/people.ts'

export type Library = Map<string, StatusRow>

/** The order as people and programs see it: words of today's Status Library, names of people, money with its currency. */
export async function presentOrder(scope: Scope, order: Order): Promise<ShownOrder> {
  const [process, library] = [await getProcess(scope, order.processId), await statusLibrary(scope)]
  const people = await peopleByIds(scope, [order.managerId ?? '', ...order.team, ...order.lines.flatMap((line) => line.assignees)].filter(Boolean))
  const money = (amount: number) => ({ amount, currency: order.currency })
  return {
    ...presentFacts(order, process, library, people),
    heldFrom: order.heldFrom && presentPosition(process, library, order.heldFrom),
    movesWithHours: presentTurn(library, moveAtTurn(process, order, await momentOf(scope))),
    route: order.route.map((stop) => presentStop(process, library, stop)),
    lineItemSteps: process.orderType.lineItemWorkflow === undefined ? null : presentSteps(process, library, process.orderType.lineItemWorkflow),
    billingAddress: order.billingAddress, fields: order.fields, answers: order.answers, checklists: order.checklists, notes: order.notes, additionalNotes: order.additionalNotes,
    cancelReason: order.cancelReason, subtotal: money(order.subtotal), discount: money(order.discount), orderDiscount: money(order.orderDiscount),
    tax: money(order.tax), shipping: money(order.shipping), taxIncluded: order.taxIncluded, processId: order.processId,
    lines: order.lines.map((line) => presentLine(process, library, people, order.currency, line)),
  }
}

function presentTurn(library: Library, found: ReturnType<typeof moveAtTurn>): ShownOrder['movesWithHours'] {
  return found ? { at: found.turn.at, when: found.turn.opens ? 'opening' : 'closing', to: presentStatus(library, found.move.to) } : null
}

/** What an order's own page and every list show of it. */
export type OrderFacts = Pick<Order,
  'id' | 'number' | 'version' | 'channel' | 'location' | 'externalReference' | 'customerId' | 'customer' | 'position' | 'stepEnteredAt' | 'paymentStatus' | 'paymentMethod' | 'fulfilmentMethod'
  | 'managerId' | 'team' | 'dueAt' | 'scheduledAt' | 'placedAt' | 'updatedAt' | 'archivedAt' | 'tags' | 'escalated' | 'shippingAddress' | 'total' | 'currency'>

export function presentFacts(order: OrderFacts, process: Process, library: Library, people: Map<string, Person>) {
  const { id, key, name, version } = process.orderType
  return {
    id: order.id, number: order.number, version: order.version, orderType: { id, key, name, version }, channel: order.channel, location: order.location,
    externalReference: order.externalReference, customer: { id: order.customerId, ...order.customer },
    position: { ...presentPosition(process, library, order.position), enteredAt: order.stepEnteredAt },
    paymentStatus: order.paymentStatus, paymentMethod: order.paymentMethod, fulfilmentMethod: order.fulfilmentMethod,
    manager: order.managerId === null ? null : personOf(people, order.managerId), team: order.team.map((member) => personOf(people, member)),
    dueAt: order.dueAt, scheduledAt: order.scheduledAt, placedAt: order.placedAt, updatedAt: order.updatedAt, archivedAt: order.archivedAt, tags: order.tags,
    escalated: order.escalated, shippingAddress: order.shippingAddress, total: { amount: order.total, currency: order.currency },
  }
}

function presentLine(process: Process, library: Library, people: Map<string, Person>, currency: string, line: LineItem): ShownLineItem {
  const money = (amount: number) => ({ amount, currency })
  return {
    id: line.id, index: line.index, kind: line.kind, productId: line.productId, variantId: line.variantId, parentId: line.parentId, name: line.name,
    sku: line.sku, unit: line.unit, quantity: line.quantity, unitPrice: money(line.unitPrice), subtotal: money(line.subtotal),
    discount: money(line.discount), tax: money(line.tax), total: money(line.total), taxRate: line.taxRate, shippable: line.shippable,
    position: line.position && presentPosition(process, library, line.position), assignees: line.assignees.map((member) => personOf(people, member)),
    fields: line.fields, answers: line.answers, checklists: line.checklists, notes: line.notes, escalated: line.escalated,
  }
}

export function presentPosition(process: Process, library: Library, position: Position): ShownPosition {
  return {
    phase: position.phase, phaseName: position.phase === null ? null : (process.phaseNames[position.phase] ?? position.phase),
    workflow: position.workflow, workflowName: process.workflows[position.workflow]?.name ?? position.workflow, step: position.step,
    status: presentStatus(library, position),
  }
}

/** Today's words and colour; the category is the position's own, frozen with its process. */
export function presentStatus(library: Library, position: Pick<Position, 'statusId' | 'category' | 'step'>): ShownStatus {
  const status = library.get(position.statusId)
  return {
    id: position.statusId, key: status?.key ?? position.step, name: status?.name ?? position.step, customerName: status?.customerName ?? null,
    category: position.category, color: status?.color ?? 'gray', icon: status?.icon ?? null,
  }
}

function presentStop(process: Process, library: Library, stop: { phase: string; workflow: string }): ShownOrder['route'][number] {
  const workflow = process.workflows[stop.workflow]
  return {
    phase: stop.phase, phaseName: process.phaseNames[stop.phase] ?? stop.phase, workflow: stop.workflow, workflowName: workflow?.name ?? stop.workflow,
    steps: presentSteps(process, library, stop.workflow),
  }
}

function presentSteps(process: Process, library: Library, workflow: string): NonNullable<ShownOrder['lineItemSteps']> {
  return (process.workflows[workflow]?.steps ?? []).map((step) => ({
    key: step.key, status: presentStatus(library, { statusId: step.statusId, category: step.category, step: step.key }), instructions: step.instructions ?? null, expectedMinutes: step.expectedMinutes ?? null,
  }))
}

export function presentMove(process: Process, library: Library, move: Move, verdict: Verdict): ShownMove {
  return {
    key: move.key, name: nameOfMove(library, move), kind: move.kind, icon: move.transition?.icon ?? library.get(move.to.statusId)?.icon ?? null,
    to: presentPosition(process, library, move.to), fields: fieldsOf(move), reasonRequired: move.transition?.reasonRequired ?? false, wizard: move.transition?.wizard ?? null, verdict,
  }
}

/** A named move by its name; one that the movement allows by the status it leads to. */
export function nameOfMove(library: Library, move: Move): string {
  return move.kind === 'named' ? move.name : (library.get(move.to.statusId)?.name ?? move.to.step)
}

function personOf(people: Map<string, Person>, id: string): Person {
  return { id, name: people.get(id)?.name ?? 'Former member' }
}

