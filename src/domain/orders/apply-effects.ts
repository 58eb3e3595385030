import { newChecklist } from '../checklists/new-checklist.ts'
import type { Checklist } from '../checklists/checklist.ts'
import type { FieldValue } from '../kernel/schema.ts'
import { minutesLater } from '../kernel/span.ts'
import type { Effect } from '../workflows/schema.ts'
import type { LineItem, Order } from './order.ts'

/** Who makes a move, and when. Rules and timers are nobody: what is done to the mover is not done at all. */
export type MoveMadeBy = { now: string; memberId: string | null }

/** What an effect did, exactly: as the event records it, and as replay does it again. */
export type AppliedEffect =
  | { kind: 'set_field'; field: string; value: FieldValue }
  | { kind: 'add_tag'; tag: string }
  | { kind: 'assign_mover'; memberId: string }
  | { kind: 'set_due'; dueAt: string }
  | { kind: 'add_checklist'; checklist: Checklist }

/** What a transition's effects come to, here and now. */
export function appliedEffects(effects: Effect[] | undefined, by: MoveMadeBy): AppliedEffect[] {
  return (effects ?? []).flatMap((effect): AppliedEffect[] => {
    switch (effect.kind) {
      case 'set_field': return [{ kind: 'set_field', field: effect.field, value: effect.value }]
      case 'add_tag': return [{ kind: 'add_tag', tag: effect.tag }]
      case 'assign_mover': return by.memberId === null ? [] : [{ kind: 'assign_mover', memberId: by.memberId }]
      case 'set_due': return [{ kind: 'set_due', dueAt: minutesLater(by.now, effect.afterMinutes) }]
      default: return [{ kind: 'add_checklist', checklist: newChecklist(effect) }]
    }
  })
}

// As many as a contract lets people add by hand.
const MOST_TAGS = 50
const MOST_PEOPLE = 50
export const MOST_CHECKLISTS = 50

/** The order with it done. On an order's own move everything is the order's: whoever moves it joins the team. */
export function withEffect(order: Order, effect: AppliedEffect): Order {
  switch (effect.kind) {
    case 'set_field': return { ...order, fields: { ...order.fields, [effect.field]: effect.value } }
    case 'add_tag': return { ...order, tags: added(order.tags, effect.tag, MOST_TAGS) }
    case 'assign_mover': return { ...order, team: added(order.team, effect.memberId, MOST_PEOPLE) }
    case 'set_due': return { ...order, dueAt: effect.dueAt }
    default: return { ...order, checklists: withChecklist(order.checklists, effect.checklist) }
  }
}

/** The same for the move of a line item: field, people and checklist are the line's; tag and due date are only the order's to have. */
export function withLineEffect(order: Order, lineItemId: string, effect: AppliedEffect): Order {
  const onLine = (change: (line: LineItem) => Partial<LineItem>): Order => ({ ...order, lines: order.lines.map((line) => (line.id === lineItemId ? { ...line, ...change(line) } : line)) })
  switch (effect.kind) {
    case 'set_field': return onLine(({ fields }) => ({ fields: { ...fields, [effect.field]: effect.value } }))
    case 'assign_mover': return onLine(({ assignees }) => ({ assignees: added(assignees, effect.memberId, MOST_PEOPLE) }))
    case 'add_checklist': return onLine(({ checklists }) => ({ checklists: withChecklist(checklists, effect.checklist) }))
    default: return withEffect(order, effect)
  }
}

// Whoever passes a step twice goes through its list twice, but a loop of moves must not fill the order with lists.
function withChecklist(checklists: Checklist[], added: Checklist): Checklist[] {
  return checklists.length >= MOST_CHECKLISTS ? checklists : [...checklists, added]
}

function added(list: string[], one: string, most: number): string[] {
  return list.includes(one) || list.length >= most ? list : [...list, one]
}
