import type { Checklist } from '#domain/checklists/checklist.ts'
import type { DocketEvent, EventData } from '#domain/events.ts'
import { replay, type ReplayedChecklist } from '#domain/orders/replay.ts'
import { rulesOf } from '#domain/workflows/category.ts'
import type { Position, Process } from '#domain/workflows/process.ts'
import { hashOf } from '#platform/record.ts'
import { asOwner } from '#test/own-database.ts'

export type AuditedLine = { id: string; position: Position | null; quantity: number; stockState: string; variantId: string | null; subtotal: number; discount: number; tax: number; total: number; checklists: Checklist[] }
export type AuditedOrder = {
  id: string; number: string; version: number; processId: string; position: Position; heldFrom: Position | null; isArchived: boolean; paymentStatus: string
  subtotal: number; discount: number; tax: number; shipping: number; total: number; sequence: number; hash: string; customerId: string; lines: AuditedLine[]
  checklists: Checklist[]; tags: string[]; team: string[]; fields: Record<string, unknown>; dueAt: string | null
}
export type AuditedEvent = DocketEvent & { hash: string | null; requestId: string; visibility: string }
export type Audit = { orders: AuditedOrder[]; events: AuditedEvent[]; faults: string[] }

/**
 * Reads everything an organization has, past Docket and past row level security, and names whatever does not agree: orders with
 * their record, positions with their process, totals, stock, tallies.
 */
export async function audit(ownerUrl: string, organizationId: string): Promise<Audit> {
  const orders = await asOwner<AuditedOrder>(ownerUrl, ordersOf(organizationId))
  const events = await asOwner<AuditedEvent>(ownerUrl, `SELECT id, type, order_id AS "orderId", sequence, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
    actor, origin, request_id AS "requestId", data, visibility, encode(hash, 'hex') AS hash FROM event WHERE organization_id = '${organizationId}' ORDER BY order_id, sequence`)
  const processes = new Map((await asOwner<{ id: string; definition: Process }>(ownerUrl, `SELECT id, definition FROM process WHERE organization_id = '${organizationId}'`))
    .map(({ id, definition }) => [id, definition]))
  const recordOf = Map.groupBy(events, ({ orderId }) => orderId)
  const faults = orders.flatMap((order) => {
    const process = processes.get(order.processId)
    if (!process) return [`${order.number}: is on no process`]
    const history = recordOf.get(order.id) ?? []
    return [...faultsOfRecord(order, history), ...faultsOfPath(processes, history, process), ...faultsOfPositions(process, order), ...faultsOfTotals(order)].map((fault) => `${order.number}: ${fault}`)
  })
  const strays = events.filter(({ orderId }) => orderId !== null && !orders.some(({ id }) => id === orderId)).map(({ id }) => `event ${id} belongs to no order`)
  return { orders, events, faults: [...faults, ...strays, ...(await faultsOfStock(ownerUrl, organizationId, orders)), ...(await faultsOfTallies(ownerUrl, organizationId))] }
}

function faultsOfRecord(order: AuditedOrder, history: AuditedEvent[]): string[] {
  if (history[0]?.type !== 'order.placed') return ['its record does not begin with its placing']
  const faults: string[] = []
  let previous: string | null = null
  for (const [i, { hash, ...event }] of history.entries()) {
    if (event.sequence !== i + 1) faults.push(`event ${i + 1} has the number ${event.sequence}`)
    if (hash !== hashOf(previous, event)) faults.push(`the chain breaks at event ${i + 1}`)
    previous = hash
  }
  const replayed = replay(history)
  const said = { position: replayed.position, isArchived: replayed.isArchived, paymentStatus: replayed.paymentStatus, total: replayed.total, lines: [...replayed.lines].sort(byId), team: [...replayed.team].sort(), checklists: [...replayed.checklists].sort(byId) }
  const is = {
    position: order.position, isArchived: order.isArchived, paymentStatus: order.paymentStatus, total: order.total,
    lines: order.lines.map(({ id, position }): [string, Position | null] => [id, position]).sort(byId), team: [...order.team].sort(),
    checklists: [...order.checklists.map((list) => listOf(list, null)), ...order.lines.flatMap((line) => line.checklists.map((list) => listOf(list, line.id)))].sort(byId),
  }
  if (canonical(said) !== canonical(is)) faults.push(`its record says ${canonical(said)}, and it is ${canonical(is)}`)
  // Of these the record tells only what was set since the placing.
  const setSince = Object.entries(replayed.fields).filter(([key, value]) => canonical(order.fields[key] ?? null) !== canonical(value ?? null)).map(([key]) => key)
  if (setSince.length > 0) faults.push(`its fields ${setSince.join(', ')} are not as its record set them`)
  if (replayed.tags.some((tag) => !order.tags.includes(tag))) faults.push('it lacks tags that its record gave it')
  if (typeof replayed.dueAt === 'string' && order.dueAt !== null && Date.parse(replayed.dueAt) !== Date.parse(order.dueAt)) faults.push('it is due at another time than its record says')
  if (order.sequence !== history.length || order.hash !== previous) faults.push(`it knows of ${order.sequence} events, and there are ${history.length}`)
  return faults
}

function listOf({ id, name, items }: Checklist, lineItemId: string | null): [string, ReplayedChecklist] {
  return [id, { name, lineItemId, items: items.map((item) => ({ id: item.id, text: item.text, isDone: item.done !== null })) }]
}

/** Every move begins where the one before ended, and is one that the process of its time declares. */
function faultsOfPath(processes: Map<string, Process>, history: AuditedEvent[], last: Process): string[] {
  const migrations = history.filter(({ type }) => type === 'order.migrated').map(({ data }) => data as EventData['order.migrated'])
  let process = processes.get(migrations[0]?.from.processId ?? '') ?? last
  const at = new Map<string, Position>()
  const faults: string[] = []
  const moved = (who: string, { from, to, move }: { from: Position; to: Position; move: string }) => {
    const before = at.get(who)
    if (!before || canonical(before) !== canonical(from)) faults.push(`${move} leaves ${from.step}, but it stood at ${before?.step ?? 'nowhere'}`)
    if (!declares(process, from, to, move)) faults.push(`the process has no ${move} from ${from.step} to ${to.step}`)
    at.set(who, to)
  }
  for (const { type, data } of history) {
    if (type === 'order.placed') {
      const placed = data as EventData['order.placed']
      at.set('order', placed.position)
      for (const line of placed.lines) if (line.position) at.set(line.id, line.position)
    }
    if (type === 'line_item.added') {
      const added = data as EventData['line_item.added']
      if (added.position) at.set(added.lineItemId, added.position)
    }
    if (type === 'order.restored') at.set('order', (data as EventData['order.restored']).to)
    if (type === 'order.migrated') {
      const { from, to, lines } = data as EventData['order.migrated']
      const before = at.get('order')
      if (!before || canonical(before) !== canonical(from.position) || from.processId !== process.id) faults.push(`it was migrated from ${from.position.step}, but it stood at ${before?.step ?? 'nowhere'}`)
      at.set('order', to.position)
      for (const line of lines) if (line.to) at.set(line.lineItemId, line.to)
      process = processes.get(to.processId) ?? process
    }
    if (type === 'order.moved') moved('order', data as EventData['order.moved'])
    if (type === 'line_item.moved') moved((data as EventData['line_item.moved']).lineItemId, data as EventData['line_item.moved'])
  }
  return faults
}

function declares(process: Process, from: Position, to: Position, move: string): boolean {
  const workflow = process.workflows[from.workflow]
  const named = workflow?.transitions.find(({ key }) => key === move)
  if (named) {
    const leaves = named.from.some((source) => source === from.step || source === '@any' || (source === '@open' && rulesOf(from.category).isOpen))
    return leaves && (named.to.startsWith('@') || named.to === to.step)
  }
  return workflow !== undefined && workflow.movement !== 'explicit' && move === `to-${to.step}`
}

function faultsOfPositions(process: Process, order: AuditedOrder): string[] {
  const positions = [order.position, order.heldFrom, ...order.lines.map(({ position }) => position)].filter((position) => position !== null)
  const undeclared = positions.filter(({ workflow, step, statusId, category }) =>
    !process.workflows[workflow]?.steps.some((one) => one.key === step && one.statusId === statusId && one.category === category))
  return [
    ...undeclared.map(({ workflow, step }) => `${workflow}/${step} is no step of its process`),
    ...((order.position.category === 'on_hold') === (order.heldFrom !== null && order.position.category !== 'closed') ? [] : ['it is on hold and does not remember from where, or the other way round']),
    ...(order.position.category === 'closed' && !order.isArchived ? ['it is closed and not archived'] : []),
  ]
}

function faultsOfTotals({ lines, subtotal, discount, tax, shipping, total }: AuditedOrder): string[] {
  const sum = (of: (line: AuditedLine) => number) => lines.reduce((all, line) => all + of(line), 0)
  const sums = [sum((line) => line.subtotal), sum((line) => line.discount), sum((line) => line.tax), sum((line) => line.total) + shipping]
  const wrongLines = lines.filter((line) => line.subtotal - line.discount + line.tax !== line.total || (line.position?.category === 'cancelled' && line.total !== 0))
  return [
    ...(canonical(sums) === canonical([subtotal, discount, tax, total]) ? [] : [`its lines add up to ${sums.join(', ')} and it says ${[subtotal, discount, tax, total].join(', ')}`]),
    ...(subtotal - discount + tax + shipping === total ? [] : ['its totals do not reconcile']),
    ...wrongLines.map(({ id }) => `line item ${id} does not add up`),
  ]
}

async function faultsOfStock(ownerUrl: string, organizationId: string, orders: AuditedOrder[]): Promise<string[]> {
  const variants = await asOwner<{ id: string; sku: string; reserved: string; onHand: string; tracked: boolean }>(ownerUrl, `
    SELECT id, sku, reserved, on_hand AS "onHand", tracks_stock AS tracked FROM variant WHERE organization_id = '${organizationId}'`)
  return variants.flatMap(({ id, sku, reserved, onHand, tracked }) => {
    const promised = orders.flatMap(({ lines }) => lines).filter((line) => line.variantId === id && line.stockState === 'reserved').reduce((sum, { quantity }) => sum + quantity, 0)
    return [
      ...(Math.round(promised * 1000) === Math.round(Number(reserved) * 1000) ? [] : [`${sku}: ${Number(reserved)} are reserved, and ${promised} are promised to orders`]),
      ...(!tracked || (Number(reserved) >= 0 && Number(reserved) <= Number(onHand)) ? [] : [`${sku}: ${reserved} of ${onHand} are reserved`]),
    ]
  })
}

async function faultsOfTallies(ownerUrl: string, organizationId: string): Promise<string[]> {
  const facts = 'order_type_id, status_id, category, payment_status, scheduled, archived'
  const rows = await asOwner<{ cell: string; difference: number }>(ownerUrl, `
    SELECT concat_ws(' ', ${facts}) AS cell, sum(n)::int AS difference FROM (
      SELECT ${facts}, count AS n FROM order_tally WHERE organization_id = '${organizationId}'
      UNION ALL SELECT ${facts}, change FROM order_tally_delta WHERE organization_id = '${organizationId}'
      UNION ALL SELECT order_type_id, status_id, category, payment_status, scheduled_at IS NOT NULL, archived_at IS NOT NULL, -1 FROM orders WHERE organization_id = '${organizationId}'
    ) counted GROUP BY ${facts} HAVING sum(n) <> 0`)
  return rows.map(({ cell, difference }) => `the tally of ${cell} is off by ${difference}`)
}

function ordersOf(organizationId: string): string {
  return `SELECT o.id, o.number, o.version, o.process_id AS "processId", o.held_from AS "heldFrom", o.archived_at IS NOT NULL AS "isArchived", o.payment_status AS "paymentStatus",
      o.subtotal::float8, o.discount::float8, o.tax::float8, o.shipping::float8, o.total::float8, o.event_sequence AS sequence, encode(o.event_hash, 'hex') AS hash, o.customer_id AS "customerId",
      ${positionIn('o', 'o.phase')} AS position, o.checklists, o.tags, o.team, o.fields, o.due_at AS "dueAt",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'quantity', l.quantity, 'stockState', l.stock_state, 'variantId', l.variant_id,
        'subtotal', l.subtotal, 'discount', l.discount, 'tax', l.tax, 'total', l.total, 'checklists', l.checklists,
        'position', CASE WHEN l.step IS NULL THEN NULL ELSE ${positionIn('l', 'NULL')} END)), '[]')
        FROM line_item l WHERE l.organization_id = o.organization_id AND l.order_id = o.id) AS lines
    FROM orders o WHERE o.organization_id = '${organizationId}' ORDER BY o.id`
}

function positionIn(row: string, phase: string): string {
  return `jsonb_build_object('phase', ${phase}, 'workflow', ${row}.workflow, 'step', ${row}.step, 'statusId', ${row}.status_id, 'category', ${row}.category)`
}

function byId([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    (typeof member === 'object' && member !== null && !Array.isArray(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member))
}

