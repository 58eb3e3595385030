import type { Checklist } from '../checklists/checklist.ts'
import type { DocketEvent, EventData } from '../events.ts'
import type { Position } from '../workflows/process.ts'
import type { AppliedEffect } from './apply-effects.ts'

/** What an order's own record says became of it. */
export type Replayed = {
  position: Position
  isArchived: boolean
  paymentStatus: string
  total: number
  team: string[]
  /** Each line item that is still on the order, with where it stands. */
  lines: Map<string, Position | null>
  /** Each checklist that is still on it or on a line item, with what of it is done. */
  checklists: Map<string, ReplayedChecklist>
  /** Of these the record does not say how they began: only what was set since. */
  fields: Record<string, unknown>
  tags: string[]
  dueAt: string | null | undefined
}
export type ReplayedChecklist = { name: string; lineItemId: string | null; items: { id: string; text: string; isDone: boolean }[] }

/**
 * Plays an order's events, in their order, from the first. The result must equal the order as it is stored: if it does not,
 * something was changed past the record. Throws when the record does not begin with the placing.
 */
export function replay(events: Pick<DocketEvent, 'type' | 'data'>[]): Replayed {
  const [first, ...rest] = events
  if (first?.type !== 'order.placed') throw new Error('The record of an order begins with its placing')
  const placed = first.data as EventData['order.placed']
  const state: Replayed = {
    position: placed.position, isArchived: false, paymentStatus: 'unpaid', total: placed.total, team: [],
    lines: new Map(placed.lines.map((line) => [line.id, line.position])),
    checklists: new Map([...listsOf(placed.checklists, null), ...placed.lines.flatMap((line) => listsOf(line.checklists, line.id))]),
    fields: {}, tags: [], dueAt: undefined,
  }
  return rest.reduce((current, event) => (players[event.type] ?? unchanged)(current, event.data as never), state)
}

type Player<T extends keyof EventData> = (state: Replayed, data: EventData[T]) => Replayed

const unchanged = (state: Replayed) => state

const players: { [T in keyof EventData]?: Player<T> } & Record<string, ((state: Replayed, data: never) => Replayed) | undefined> = {
  'order.moved': (state, { to, fields, effects = [] }: EventData['order.moved']) =>
    effects.reduce((current, effect) => withEffect(current, effect, null), { ...state, position: to, isArchived: to.category === 'closed', fields: { ...state.fields, ...fields } }),
  'order.updated': (state, { changes: { total, fields, tags, dueAt } }: EventData['order.updated']) => ({
    ...state, total: total ? Number(total.to) : state.total, fields: fields ? (fields.to as Replayed['fields']) : state.fields,
    tags: tags ? (tags.to as string[]) : state.tags, dueAt: dueAt ? (dueAt.to as string | null) : state.dueAt,
  }),
  'order.assigned': (state, { added, removed }: EventData['order.assigned']) => ({ ...state, team: [...state.team.filter((id) => !removed.includes(id)), ...added] }),
  'order.payment_set': (state, { paymentStatus }: EventData['order.payment_set']) => ({ ...state, paymentStatus: paymentStatus.to }),
  'order.archived': (state) => ({ ...state, isArchived: true }),
  'order.restored': (state, { to }: EventData['order.restored']) => ({ ...state, isArchived: false, position: to }),
  'line_item.added': (state, { lineItemId, position, checklists, total }: EventData['line_item.added']) =>
    ({ ...state, total: total.to, lines: new Map(state.lines).set(lineItemId, position), checklists: new Map([...state.checklists, ...listsOf(checklists, lineItemId)]) }),
  'line_item.changed': (state, { total }: EventData['line_item.changed']) => ({ ...state, total: total.to }),
  'line_item.removed': (state, { lineItemId, with: brought, total }: EventData['line_item.removed']) => {
    const gone = new Set([lineItemId, ...brought])
    return { ...state, total: total.to, lines: without(state.lines, (id) => gone.has(id)), checklists: without(state.checklists, (_, list) => list.lineItemId !== null && gone.has(list.lineItemId)) }
  },
  'line_item.moved': (state, { lineItemId, to, total, effects = [] }: EventData['line_item.moved']) =>
    effects.reduce((current, effect) => withEffect(current, effect, lineItemId), { ...state, total: total.to, lines: new Map(state.lines).set(lineItemId, to) }),
  'order.migrated': (state, { to, lines }: EventData['order.migrated']) => ({
    ...state, position: to.position, lines: new Map([...state.lines, ...lines.map((line): [string, Position | null] => [line.lineItemId, line.to])]),
  }),
  'checklist.added': (state, { checklistId, name, lineItemId, items }: EventData['checklist.added']) =>
    withList(state, checklistId, { name, lineItemId, items: items.map((item) => ({ ...item, isDone: false })) }),
  'checklist.changed': (state, { checklistId, name, lineItemId, items }: EventData['checklist.changed']) => {
    const before = state.checklists.get(checklistId)?.items ?? []
    return withList(state, checklistId, { name, lineItemId, items: items.map((item) => ({ ...item, isDone: before.some(({ id, isDone }) => id === item.id && isDone) })) })
  },
  'checklist.removed': (state, { checklistId }: EventData['checklist.removed']) => ({ ...state, checklists: without(state.checklists, (id) => id === checklistId) }),
  'checklist.ticked': (state, { checklistId, itemId, done }: EventData['checklist.ticked']) => {
    const list = state.checklists.get(checklistId)
    return list ? withList(state, checklistId, { ...list, items: list.items.map((item) => (item.id === itemId ? { ...item, isDone: done } : item)) }) : state
  },
}

/** What a move did besides, done again; on a line item's move its fields and people are the line's, which are not played. */
function withEffect(state: Replayed, effect: AppliedEffect, lineItemId: string | null): Replayed {
  switch (effect.kind) {
    case 'set_field': return lineItemId === null ? { ...state, fields: { ...state.fields, [effect.field]: effect.value } } : state
    case 'add_tag': return { ...state, tags: [...new Set([...state.tags, effect.tag])] }
    case 'assign_mover': return lineItemId === null ? { ...state, team: [...new Set([...state.team, effect.memberId])] } : state
    case 'set_due': return { ...state, dueAt: effect.dueAt }
    default: return { ...state, checklists: new Map([...state.checklists, ...listsOf([effect.checklist], lineItemId)]) }
  }
}

function listsOf(checklists: Checklist[] = [], lineItemId: string | null): [string, ReplayedChecklist][] {
  return checklists.map(({ id, name, items }) => [id, { name, lineItemId, items: items.map((item) => ({ id: item.id, text: item.text, isDone: item.done !== null })) }])
}

function withList(state: Replayed, id: string, list: ReplayedChecklist): Replayed {
  return { ...state, checklists: new Map(state.checklists).set(id, list) }
}

function without<T>(entries: Map<string, T>, isGone: (id: string, entry: T) => boolean): Map<string, T> {
  return new Map([...entries].filter(([id, entry]) => !isGone(id, entry)))
}
