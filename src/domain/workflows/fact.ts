import { progressOf, stateOf } from '../checklists/progress.ts'
import { isOpen, turnInWords, type Moment } from '../hours/business-hours.ts'
import { asNoun } from '../kernel/as-noun.ts'
import { LARGEST_AMOUNT } from '../kernel/money.ts'
import { channelNames, channels } from '../orders/channel.ts'
import { MOST_LINES, standing, type LineItem, type Order } from '../orders/order.ts'
import { paymentStatuses, paymentStatusWord } from '../orders/payment-status.ts'
import { categories, rulesOf, type Category } from './category.ts'
import type { Process } from './process.ts'
import type { Condition, FieldDefinition } from './schema.ts'

/**
 * How sentences say what is asked of a fact, where “its name is given” or “its name is this or that” would not be English. Each
 * comes with its opposite. What is chosen comes as it is called, one or several already joined by “or”.
 */
export type FactWords = {
  present: Said
  absent: Said
  /** That it is among these; of those that can be several at once, that one or all of them are. */
  among?: (chosen: Chosen) => Said
  /** That it is none of these. */
  notAmong?: (chosen: Chosen) => Said
}
export type Said = { so: string; not: string }
export type Chosen = { values: string[]; called: string }

/** How a fact can be asked: whether it is there, yes or no, how much, one or some of a list, or any words. */
export type FactKind = 'presence' | 'yes_no' | 'number' | 'choice' | 'text'
export type FactOption = { value: string; label: string }

/** Something conditions may ask about. An editor offers its operators and values by this, and the check sees contradictions by it. */
export type Fact = {
  label: string
  kind: FactKind
  /** What a choice can be; nothing else ever holds. */
  options?: FactOption[]
  /** Where it has several values at once: whether one of them is enough, or all must be among those asked for. */
  many?: 'any' | 'every'
  /** Of a number: it is never more. */
  max?: number
  /** An amount in minor units of the order's currency. */
  isMoney?: boolean
  /** It is always one of its options, never empty. */
  isAlwaysThere?: boolean
  /** It is what it is for good, or for as long as the order stands where it does. */
  isFixed?: boolean
  /** Its values are keys of things whose names are not known here. */
  areKeys?: boolean
  /** A field nobody here knows the definition of: it may hold anything. */
  isUndeclared?: boolean
}

type DeclaredFact = Fact & {
  said?: FactWords
  of: 'order' | 'line_item'
  optionsFrom?: 'fulfilmentMethods' | 'locations' | 'paymentMethods' | 'orderTypes' | 'holds' | 'steps'
  /** It reads the very values of another fact, and only asks them otherwise. */
  sameAs?: string
  /** What must be so of another fact wherever this is so. Only what no order can ever get round: one may be paid, and nobody has said how. */
  implies?: { where: Omit<Condition, 'fact'>; must: Condition }
  read: (order: Order, process: Pick<Process, 'orderType'>, moment: Moment, line: LineItem | undefined) => unknown
  /** Why a condition on it does not hold, where more is known than what was asked. */
  whyNot?: (is: 'present' | 'absent', facts: Record<string, unknown>) => string
}

/** What a fact's values are called where one is: an order type's fulfilment methods and fields, the organization's locations, the steps of a workflow and its moves that put on hold; the currency amounts are in. */
export type FactContext = {
  fulfilmentMethods?: FactOption[]; locations?: FactOption[]; paymentMethods?: FactOption[]; orderTypes?: FactOption[]; holds?: FactOption[]; steps?: FactOption[]
  fields?: FieldDefinition[]
  currency?: string
  /** Fields that are not the same thing everywhere: they may hold anything. */
  disputed?: ReadonlySet<string>
}

/** No order has items somewhere, lists on its items or something to ship without having items. */
const hasItems: Condition = { fact: 'lineCount', atLeast: 1 }

/** All facts, by the names conditions use. One more is one more entry here: what it is called, how it is asked, how it is read. */
const declared: Record<string, DeclaredFact> = {
  channel: { of: 'order', label: 'Channel', kind: 'choice', isAlwaysThere: true, isFixed: true, options: channels.map((value) => ({ value, label: channelNames[value] })), read: (order) => order.channel },
  checklists: { of: 'order', label: 'Checklists of the order', kind: 'choice', said: ofChecklists('of the order'), isAlwaysThere: true, options: checklistStates(), read: (order) => stateOf(progressOf(order.checklists)) },
  customer: { of: 'order', label: 'Customer', kind: 'text', read: (order) => order.customer.name },
  customerEmail: { of: 'order', label: "Customer's email", kind: 'text', read: (order) => order.customer.email },
  customerKnown: { of: 'order', label: 'Customer is on file', kind: 'yes_no', said: yesOrNo('the customer is on file', 'the customer is not on file'), read: (order) => order.customerId !== null },
  customerPhone: { of: 'order', label: "Customer's phone", kind: 'text', read: (order) => order.customer.phone },
  dueAt: { of: 'order', label: 'Due date', kind: 'presence', read: (order) => order.dueAt },
  escalated: { of: 'order', label: 'Escalated', kind: 'yes_no', said: yesOrNo('it is escalated', 'it is not escalated'), read: (order) => order.escalated },
  everyLineCategory: { of: 'order', label: 'Where all of its items stand', kind: 'choice', said: { ...ofWhereItemsStand(), among: ({ called }) => ({ so: `every one of its items is ${called}`, not: `not every one of its items is ${called}` }), notAmong: ({ called }) => reversed(someItemIs(called)) }, many: 'every', sameAs: 'lineCategories', options: categoryOptions(), read: (order) => lineCategoriesOf(order) },
  fulfilmentMethod: { of: 'order', label: 'Fulfilment method', kind: 'text', optionsFrom: 'fulfilmentMethods', read: (order) => order.fulfilmentMethod },
  heldBy: { of: 'order', label: 'The move that put it on hold', kind: 'text', said: { ...yesOrNo('a move put it on hold', 'no move put it on hold'), ...eitherWay(({ called }) => ({ so: `it was put on hold by ${called}`, not: `it was not put on hold by ${called}` })) }, isFixed: true, optionsFrom: 'holds', read: (order) => order.heldFrom?.by },
  heldFrom: { of: 'order', label: 'The step it was held from', kind: 'text', said: { ...yesOrNo('it remembers where it was held from', 'it does not remember where it was held from'), ...eitherWay(({ called }) => ({ so: `it was held from ${called}`, not: `it was not held from ${called}` })) }, isFixed: true, optionsFrom: 'steps', read: (order) => order.heldFrom?.step },
  lineCategories: { of: 'order', label: 'Where any of its items stands', kind: 'choice', said: { ...ofWhereItemsStand(), ...eitherWay(({ called }) => someItemIs(called)) }, many: 'any', options: categoryOptions(), implies: { where: { is: 'present' }, must: hasItems }, read: (order) => lineCategoriesOf(order) },
  lineChecklists: { of: 'order', label: 'Checklists of its items', kind: 'choice', said: ofChecklists('of its items'), isAlwaysThere: true, options: checklistStates(), implies: { where: { notIn: ['none'] }, must: hasItems }, read: (order) => stateOf(progressOf(standing(order).flatMap((line) => line.checklists))) },
  lineCount: { of: 'order', label: 'Number of line items', kind: 'number', said: yesOrNo('it has line items', 'it has no line items'), max: MOST_LINES, read: (order) => order.lines.length },
  location: { of: 'order', label: 'Location', kind: 'text', optionsFrom: 'locations', read: (order) => order.location },
  manager: { of: 'order', label: 'Project manager', kind: 'text', read: (order) => order.managerId },
  needsShipping: { of: 'order', label: 'Something to ship', kind: 'yes_no', said: yesOrNo('there is something to ship', 'there is nothing to ship'), implies: { where: { is: 'present' }, must: hasItems }, read: (order) => standing(order).some((line) => line.shippable) },
  orderType: { of: 'order', label: 'Order type', kind: 'text', isAlwaysThere: true, isFixed: true, optionsFrom: 'orderTypes', read: (_, process) => process.orderType.key },
  paymentMethod: { of: 'order', label: 'Payment method', kind: 'text', optionsFrom: 'paymentMethods', read: (order) => order.paymentMethod },
  paymentStatus: { of: 'order', label: 'Payment status', kind: 'choice', isAlwaysThere: true, options: paymentOptions(), read: (order) => order.paymentStatus },
  placedWithinBusinessHours: {
    of: 'order', label: 'Placed within business hours', kind: 'yes_no', isFixed: true, said: yesOrNo('it was placed within business hours', 'it was placed outside business hours'),
    whyNot: (is) => `Only for orders that were placed ${is === 'present' ? 'within' : 'outside'} business hours.`,
    read: (order, _, { hours }) => order.placedWithinHours ?? isOpen(hours, order.location, order.placedAt),
  },
  scheduled: { of: 'order', label: 'Schedule', kind: 'yes_no', said: yesOrNo('it is scheduled', 'it is not scheduled'), read: (order) => order.scheduledAt !== null },
  shippingAddress: { of: 'order', label: 'Shipping address', kind: 'presence', read: (order) => order.shippingAddress },
  tags: { of: 'order', label: 'Tags', kind: 'text', said: { ...yesOrNo('it has a tag', 'it has no tag'), ...eitherWay(({ values }) => ({ so: `it is tagged ${quoted(values)}`, not: `it is not tagged ${quoted(values)}` })) }, many: 'any', read: (order) => order.tags },
  team: { of: 'order', label: 'Team', kind: 'presence', said: yesOrNo('somebody is on its team', 'nobody is on its team'), read: (order) => order.team },
  total: { of: 'order', label: 'Total', kind: 'number', said: yesOrNo('it costs something', 'it costs nothing'), max: LARGEST_AMOUNT, isMoney: true, read: (order) => order.total },
  withinBusinessHours: {
    of: 'order', label: 'Within business hours', kind: 'yes_no', said: yesOrNo('it is within business hours', 'it is outside business hours'),
    whyNot: (is, { hoursInWords }) => `Only ${is === 'present' ? 'within' : 'outside'} business hours${typeof hoursInWords === 'function' ? `: ${String(hoursInWords())}` : ''}.`,
    read: (order, _, { hours, now }) => isOpen(hours, order.location, now),
  },
  itemAssignees: { of: 'line_item', label: 'People on this item', kind: 'presence', said: yesOrNo('somebody is assigned to this item', 'nobody is assigned to this item'), read: (_, __, ___, line) => line?.assignees },
  itemChecklists: { of: 'line_item', label: 'Checklists of this item', kind: 'choice', said: ofChecklists('of this item'), isAlwaysThere: true, options: checklistStates(), read: (_, __, ___, line) => stateOf(progressOf(line?.checklists ?? [])) },
  itemEscalated: { of: 'line_item', label: 'This item is escalated', kind: 'yes_no', said: yesOrNo('this item is escalated', 'this item is not escalated'), read: (_, __, ___, line) => line?.escalated },
  itemQuantity: { of: 'line_item', label: 'Quantity of this item', kind: 'number', said: yesOrNo('this item has a quantity', 'this item has no quantity'), max: 1_000_000, read: (_, __, ___, line) => line?.quantity },
}

/** What conditions of a workflow of this scope may ask about, with the values known where it is; custom fields last. */
export function factsFor(scope: 'order' | 'line_item', context: FactContext = {}): ({ name: string } & Fact)[] {
  const own = Object.entries(declared).filter(([, fact]) => fact.of === 'order' || scope === 'line_item').map(([name, fact]) => ({ name, ...shown(fact, context) }))
  return [...own, ...(context.fields ?? []).flatMap(({ key }) => ({ name: `fields.${key}`, ...(findFact(`fields.${key}`, scope, context) ?? { label: key, kind: 'text' as const }) }))]
}

/** The fact of that name; undefined where nobody knows of one. A custom field that is not among those given may be anything. */
export function findFact(name: string, scope: 'order' | 'line_item', context: FactContext = {}): Fact | undefined {
  const fact = Object.hasOwn(declared, name) ? declared[name] : undefined
  if (fact) return fact.of === 'order' || scope === 'line_item' ? shown(fact, context) : undefined
  if (!name.startsWith('fields.')) return undefined
  const key = name.slice('fields.'.length)
  const field = context.fields?.find((candidate) => candidate.key === key)
  return field && !context.disputed?.has(key) ? factOfField(field) : { label: field?.label ?? key, kind: 'text', isUndeclared: true }
}

/** The fact whose values it reads; itself, where it reads its own. */
export function sourceOf(name: string): string {
  return sources.get(name) ?? name
}

const sources = new Map(Object.entries(declared).flatMap(([name, { sameAs }]) => (sameAs === undefined ? [] : [[name, sameAs] as const])))

/** What facts say about each other: wherever the first condition holds, the second does. */
export const implications: readonly { where: Condition; must: Condition }[] = Object.entries(declared).flatMap(([name, { implies, sameAs }]) => (implies ? [{ where: { fact: sameAs ?? name, ...implies.where }, must: implies.must }] : []))

/** What sentences say of the fact where its name alone would not do. */
export function findFactWords(name: string, context: FactContext = {}): FactWords | undefined {
  if (Object.hasOwn(declared, name)) return declared[name]?.said
  const field = name.startsWith('fields.') ? context.fields?.find(({ key }) => key === name.slice('fields.'.length)) : undefined
  return field && !context.disputed?.has(field.key) ? wordsOfField(field) : undefined
}

/** Whether all of its values must be among those asked for, not just one of them. */
export function asksOfEvery(name: string): boolean {
  return Object.hasOwn(declared, name) && declared[name]?.many === 'every'
}

/** What a fact that knows more than what was asked says when a condition on it does not hold. */
export function factSaysWhyNot(name: string, is: 'present' | 'absent', facts: Record<string, unknown>): string | undefined {
  return Object.hasOwn(declared, name) ? declared[name]?.whyNot?.(is, facts) : undefined
}

/** Reads every declared fact of an order at a moment, and of one of its line items where one is meant. */
export function readFacts(order: Order, process: Process, moment: Moment, line?: LineItem): Record<string, unknown> {
  const read = Object.entries(declared).filter(([, fact]) => line !== undefined || fact.of === 'order')
  return { ...Object.fromEntries(read.map(([name, fact]) => [name, fact.read(order, process, moment, line)])), hoursInWords: () => turnInWords(moment, order.location) }
}

function shown({ label, kind, options, many, max, isMoney, isAlwaysThere, isFixed, optionsFrom }: DeclaredFact, context: FactContext): Fact {
  const known = optionsFrom === undefined ? undefined : context[optionsFrom]
  const fact: Fact = { label, kind, ...(options ? { options } : {}), ...(many ? { many } : {}), ...(max === undefined ? {} : { max }), ...(isMoney ? { isMoney } : {}), ...(isAlwaysThere ? { isAlwaysThere } : {}), ...(isFixed ? { isFixed } : {}) }
  if (known !== undefined) return { ...fact, kind: 'choice', options: known }
  return optionsFrom === undefined || optionsFrom === 'paymentMethods' ? fact : { ...fact, areKeys: true }
}

function factOfField({ label, kind, options }: FieldDefinition): Fact {
  const choices = (options ?? []).map((value) => ({ value, label: value }))
  if (kind === 'choice') return { label, kind: 'choice', options: choices }
  if (kind === 'choices') return { label, kind: 'choice', options: choices, many: 'any' }
  if (kind === 'yes_no') return { label, kind: 'yes_no' }
  if (kind === 'money') return { label, kind: 'number', isMoney: true }
  if (kind === 'number' || kind === 'measurement') return { label, kind: 'number' }
  const isWords = kind === 'text' || kind === 'long_text' || kind === 'email' || kind === 'phone' || kind === 'barcode' || kind === 'date' || kind === 'time'
  return { label, kind: isWords ? 'text' : 'presence' }
}

function wordsOfField({ label, kind }: FieldDefinition): FactWords | undefined {
  const name = asNoun(label)
  if (kind === 'yes_no') return yesOrNo(`${name} is yes`, `${name} is no`)
  const isGiven = yesOrNo(`${name} is given`, `${name} is empty`)
  return kind === 'choices' ? { ...isGiven, ...eitherWay(({ called }) => ({ so: `${name} includes ${called}`, not: `${name} does not include ${called}` })) } : undefined
}

function lineCategoriesOf(order: Order): Category[] {
  return [...new Set(standing(order).flatMap((line) => (line.position ? [line.position.category] : [])))]
}

function categoryOptions(): FactOption[] {
  return categories.map((value) => ({ value, label: rulesOf(value).name }))
}

function checklistStates(): FactOption[] {
  return [{ value: 'none', label: 'None' }, { value: 'open', label: 'Still open' }, { value: 'done', label: 'All done' }]
}

function paymentOptions(): FactOption[] {
  return paymentStatuses.map((value) => ({ value, label: paymentStatusWord(value).name }))
}

function yesOrNo(so: string, not: string): FactWords {
  return { present: { so, not }, absent: { so: not, not: so } }
}

/** That it is among what was chosen, and, turned round, that it is none of it. */
function eitherWay(say: (chosen: Chosen) => Said): Pick<FactWords, 'among' | 'notAmong'> {
  return { among: say, notAmong: (chosen) => reversed(say(chosen)) }
}

function reversed({ so, not }: Said): Said {
  return { so: not, not: so }
}

function someItemIs(called: string): Said {
  return { so: `one of its items is ${called}`, not: `none of its items is ${called}` }
}

function quoted(values: string[]): string {
  return values.map((value) => `“${value}”`).join(' or ')
}

function ofWhereItemsStand(): FactWords {
  return yesOrNo('one of its items stands at a step', 'none of its items stands at a step')
}

function ofChecklists(whose: string): FactWords {
  const states: Record<string, Said> = {
    none: { so: `there is no checklist ${whose}`, not: `there is a checklist ${whose}` },
    open: { so: `a checklist ${whose} is still open`, not: `no checklist ${whose} is still open` },
    done: { so: `every checklist ${whose} is done`, not: `not every checklist ${whose} is done` },
  }
  const said = (values: string[]) => values.flatMap((value) => states[value] ?? [])
  return {
    ...yesOrNo(`it is known how far the checklists ${whose} are`, `it is not known how far the checklists ${whose} are`),
    ...eitherWay(({ values }) => ({ so: said(values).map(({ so }) => so).join(' or '), not: said(values).map(({ not }) => not).join(' and ') })),
  }
}
