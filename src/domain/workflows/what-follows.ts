import { amountInWords } from '../kernel/money.ts'
import type { FieldValue } from '../kernel/schema.ts'
import { spanInWords } from '../kernel/span.ts'
import { spelled } from '../kernel/spelled.ts'
import { lineItemFieldsOf, orderFieldsOf } from '../orders/custom-fields.ts'
import { factWordsOf } from '../orders/facts-of.ts'
import { remembersWhereFrom, rulesOf, type Category } from './category.ts'
import { inWords } from './condition.ts'
import type { FactContext } from './fact.ts'
import { leavesFrom, movesFrom, type Move, type Mover } from './move.ts'
import { phaseOf, positionAt, stepAt, type FrozenStep, type Position, type Process, type Route } from './process.ts'
import type { Condition, Effect, FieldDefinition, Transition } from './schema.ts'
import { NEXT_PHASE, WHERE_HELD_FROM } from './special-steps.ts'
import { waitInWords, waitOf } from './timer.ts'

/** One thing a move sets off, by itself and at once unless it says otherwise. */
export type Consequence = { kind: ConsequenceKind; text: string }
export type ConsequenceKind = 'stock' | 'price' | 'hold' | 'return' | 'next_phase' | 'archive' | 'locked' | 'field' | 'tag' | 'assignment' | 'due' | 'checklist' | 'wizard' | 'timer' | 'automatic' | 'roll_up' | 'end'

/** What a move is known by before it is made: where it leaves from, where it leads to as far as that is one place, and how. */
export type Setting = { process: Process; scope: 'order' | 'line_item'; nameOf: NameOf; from: Position[]; to: Position | undefined; transition: Transition | undefined; route: Route; currency: string }
export type NameOf = (position: Pick<Position, 'statusId' | 'step'>) => string

/** What a move that is offered sets off. */
export function whatFollows(process: Process, mover: Mover, move: Move, nameOf: NameOf, currency: string): Consequence[] {
  const scope = process.workflows[mover.position.workflow]?.scope ?? 'order'
  return consequencesOf({ process, scope, nameOf, from: [mover.position], to: move.to, transition: move.transition, route: mover.route, currency })
}

/** What a transition sets off wherever it is made from; for its editor. */
export function whatTransitionSetsOff(process: Process, workflowKey: string, transition: Transition, nameOf: NameOf, currency: string): Consequence[] {
  const workflow = process.workflows[workflowKey]
  if (!workflow) return []
  const phase = phaseOf(process, workflowKey)
  const at = (step: FrozenStep) => positionAt(process, phase, workflowKey, step.key) ?? []
  const from = workflow.steps.filter((step) => leavesFrom(transition, { step: step.key, category: step.category })).flatMap(at)
  const to = positionAt(process, phase, workflowKey, transition.to)
  return consequencesOf({ process, scope: workflow.scope, nameOf, from, to, transition, route: [], currency })
}

function consequencesOf(setting: Setting): Consequence[] {
  return declared.flatMap((of) => of(setting))
}

/** Everything a move can set off, in the order it is told. One more is one more function here. */
const declared: ((setting: Setting) => Consequence[])[] = [
  ofDestination, ofStock, ofCategory, ofEffects, ofWizard, ofTimers, ofAutomatic, ofRollUps,
]

function ofDestination({ transition, process, from, to, nameOf }: Setting): Consequence[] {
  if (transition?.to === WHERE_HELD_FROM) return [{ kind: 'return', text: to ? `It returns to “${nameOf(to)}”, where it was held from.` : 'It returns to where it was held from.' }]
  const isElsewhere = to !== undefined && from.length > 0 && from.every(({ phase }) => phase !== to.phase)
  if (transition?.to !== NEXT_PHASE && !isElsewhere) return []
  const phase = to?.phase ?? null
  return [{ kind: 'next_phase', text: phase === null ? 'It goes on to its next phase.' : `It goes on to the phase ${process.phaseNames[phase] ?? phase}.` }]
}

function ofStock({ scope, from, to }: Setting): Consequence[] {
  if (!to) return []
  if (scope === 'line_item') {
    return to.category === 'cancelled' ? [{ kind: 'stock', text: 'What is in stock for this item is free again.' }, { kind: 'price', text: 'The item no longer costs anything: the total follows.' }] : []
  }
  const after = rulesOf(to.category).stock
  const before = new Set(from.map(({ category }) => rulesOf(category).stock))
  if (after === 'as_before' || (before.size === 1 && before.has(after))) return []
  const left = !before.has('sold') ? 'Reserved stock is free again.' : before.size === 1 ? 'What was sold counts as in stock again.' : 'Stock that was reserved or sold is free again.'
  const text = after === 'reserved' ? 'Stock is reserved.' : after === 'sold' ? 'Stock is taken: it counts as sold.' : left
  return [{ kind: 'stock', text }]
}

function ofCategory({ scope, from, to }: Setting): Consequence[] {
  if (!to) return []
  const { category } = to
  const wasEditable = from.length === 0 || from.some((position) => rulesOf(position.category).mayEdit)
  return [
    ...(remembersWhereFrom(category) && !from.every((position) => remembersWhereFrom(position.category)) ? [{ kind: 'hold' as const, text: 'Where it came from is remembered, to return there.' }] : []),
    ...(scope === 'order' && category === 'closed' ? [{ kind: 'archive' as const, text: 'The order is archived.' }] : []),
    ...(scope === 'order' && !rulesOf(category).mayEdit && wasEditable ? [{ kind: 'locked' as const, text: 'What was ordered can no longer be changed.' }] : []),
    ...(scope === 'order' && endings.has(category) ? [{ kind: 'end' as const, text: `The order is ${rulesOf(category).name.toLowerCase()}.` }] : []),
  ]
}

const endings: ReadonlySet<Category> = new Set(['completed', 'cancelled', 'returned', 'abandoned'])

function ofEffects({ transition, scope, process, currency }: Setting): Consequence[] {
  const fields = [...orderFieldsOf(process), ...lineItemFieldsOf(process)]
  return (transition?.effects ?? []).map((effect) => effectInWords(effect, scope, { fields, currency }))
}

/** What an effect does, in a sentence: the fields it may fill in, and the currency their amounts are in. */
export function effectInWords(effect: Effect, scope: 'order' | 'line_item', { fields, currency }: Pick<FactContext, 'currency'> & { fields: FieldDefinition[] }): Consequence {
  switch (effect.kind) {
    case 'set_field': {
      const field = fields.find(({ key }) => key === effect.field)
      const isAmount = field?.kind === 'money' && currency !== undefined && typeof effect.value === 'number'
      const becomes = isAmount ? amountInWords(effect.value as number, currency) : valueInWords(effect.value)
      return { kind: 'field', text: `${field?.label ?? spelled(effect.field)} is ${effect.value === null || effect.value === '' ? 'emptied' : `set to ${becomes}`}.` }
    }
    case 'add_tag': return { kind: 'tag', text: `The order is tagged “${effect.tag}”.` }
    case 'assign_mover': return { kind: 'assignment', text: scope === 'order' ? 'Whoever makes the move joins the team.' : 'Whoever makes the move is assigned to the item.' }
    case 'set_due': return { kind: 'due', text: `The order becomes due ${spanInWords(effect.afterMinutes)} later.` }
    default: return { kind: 'checklist', text: `The checklist “${effect.name}” is added: ${effect.items.length} ${effect.items.length === 1 ? 'item' : 'items'}.` }
  }
}

function ofWizard({ transition }: Setting): Consequence[] {
  return transition?.wizard === undefined ? [] : [{ kind: 'wizard', text: 'A wizard asks for what is needed first.' }]
}

function ofTimers(setting: Setting): Consequence[] {
  return onward(setting).flatMap(({ transition, to }) => {
    const wait = transition && waitOf(transition)
    return wait ? [{ kind: 'timer' as const, text: `After ${waitInWords(wait)} there it moves by itself to “${setting.nameOf(to)}”${asLongAs(transition, setting)}.` }] : []
  })
}

function ofAutomatic(setting: Setting): Consequence[] {
  return onward(setting).flatMap(({ transition, to }) => (transition?.automatic === undefined ? [] : [{
    kind: 'automatic' as const,
    text: `As soon as ${conditionsInWords([...transition.automatic, ...transition.guards], setting)}, it moves by itself to “${setting.nameOf(to)}”.`,
  }]))
}

function ofRollUps(setting: Setting): Consequence[] {
  const { process, scope, to } = setting
  if (scope === 'line_item') {
    return process.orderType.rollUps.filter((rule) => to !== undefined && rule.when.in.includes(to.category))
      .map((rule) => ({ kind: 'roll_up', text: rule.when.lines === 'all' ? `Once all items are so far, the order follows: ${rule.name}.` : `The order follows: ${rule.name}.` }))
  }
  const moves = onward(setting)
  return process.orderType.rollUps
    .filter((rule) => moves.some((move) => (rule.transition === undefined ? move.to.step === rule.toStep : move.key === rule.transition)))
    .map((rule) => ({ kind: 'roll_up', text: `When its items are so far, it follows them: ${rule.name}.` }))
}

/** The moves from where this one leads to; none where that is not one place, or where line items have no automation. */
function onward({ process, to, from, scope, route }: Setting): Move[] {
  if (!to || scope === 'line_item' || !stepAt(process, to) || to.category === 'closed') return []
  return movesFrom(process, { position: to, heldFrom: remembersWhereFrom(to.category) ? (from[0] ?? null) : null, route })
}

function asLongAs({ guards }: Transition, setting: Setting): string {
  return guards.length === 0 ? '' : `, if ${conditionsInWords(guards, setting)}`
}

function conditionsInWords(conditions: Condition[], { process, currency, scope }: Setting): string {
  const fields = scope === 'order' ? orderFieldsOf(process) : [...lineItemFieldsOf(process), ...orderFieldsOf(process)]
  const context = factWordsOf(process, fields, currency)
  return conditions.map((condition) => inWords(condition, context)).join(' and ')
}

function valueInWords(value: FieldValue): string {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'object' ? 'what was given' : `“${value}”`
}
