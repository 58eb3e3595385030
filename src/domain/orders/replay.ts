import type { DocketEvent, EventData } from '../events.ts'
import type { Position } from '../workflows/process.ts'

/** What an order's own record says became of it. */
export type Replayed = {
  position: Position
  isArchived: boolean
  paymentStatus: string
  total: number
  /** Each line item that is still on the order, with where it stands. */
  lines: Map<string, Position | null>
}

/**
 * Plays an order's events, in their order, from the first. The result must equal the order as it is stored: if it does not,
 * something was changed past the record (G17). Throws when the record does not begin with the placing.
 */
export function replay(events: Pick<DocketEvent, 'type' | 'data'>[]): Replayed {
  const [first, ...rest] = events
  if (first?.type !== 'order.placed') throw new Error('The record of an order begins with its placing')
  const placed = first.data as EventData['order.placed']
  const state: Replayed = {
    position: placed.position, isArchived: false, paymentStatus: 'unpaid', total: placed.total,
    lines: new Map(placed.lines.map((line) => [line.id, line.position])),
  }
  return rest.reduce((current, event) => (players[event.type] ?? unchanged)(current, event.data as never), state)
}

type Player<T extends keyof EventData> = (state: Replayed, data: EventData[T]) => Replayed

const unchanged = (state: Replayed) => state

const players: { [T in keyof EventData]?: Player<T> } & Record<string, ((state: Replayed, data: never) => Replayed) | undefined> = {
  'order.moved': (state, { to }: EventData['order.moved']) => ({ ...state, position: to, isArchived: to.category === 'closed' }),
  'order.updated': (state, { changes }: EventData['order.updated']) => ({ ...state, total: changes.total ? Number(changes.total.to) : state.total }),
  'order.payment_set': (state, { paymentStatus }: EventData['order.payment_set']) => ({ ...state, paymentStatus: paymentStatus.to }),
  'order.archived': (state) => ({ ...state, isArchived: true }),
  'order.restored': (state, { to }: EventData['order.restored']) => ({ ...state, isArchived: false, position: to }),
  'line_item.added': (state, { lineItemId, position, total }: EventData['line_item.added']) => ({ ...state, total: total.to, lines: new Map(state.lines).set(lineItemId, position) }),
  'line_item.changed': (state, { total }: EventData['line_item.changed']) => ({ ...state, total: total.to }),
  'line_item.removed': (state, { lineItemId, with: brought, total }: EventData['line_item.removed']) => ({ ...state, total: total.to, lines: without(state.lines, [lineItemId, ...brought]) }),
  'line_item.moved': (state, { lineItemId, to, total }: EventData['line_item.moved']) => ({ ...state, total: total.to, lines: new Map(state.lines).set(lineItemId, to) }),
}

function without(lines: Map<string, Position | null>, ids: string[]): Map<string, Position | null> {
  return new Map([...lines].filter(([id]) => !ids.includes(id)))
}
