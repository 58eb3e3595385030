import type { EventData, EventType } from '#domain/events.ts'
import { listed } from '#domain/kernel/listed.ts'
import type { KeptAnswer } from '#domain/wizards/answer.ts'
import { channelNames } from '#domain/orders/channel.ts'
import { keyInWords, plainWords } from './plain-words.ts'

/** What an event's sentence needs to know besides the event: how this organization calls what the event names by id. */
export type Names = {
  order: string
  lineItem: string
  manager: string
  currency: string
  status: (position: { statusId: string; step: string }) => string
  member: (id: string) => string
  payment: (status: string) => string
  location: (key: string) => string
  money: (amount: number, currency: string) => string
  dateTime: (instant: string) => string
}

export type Told = { type: string; data: Record<string, unknown> }

/** What happened, in plain words, to be read after the name of who did it: "moved Home Photos from Production to Complete". */
export function sentenceOf(event: Told, names: Names): string {
  const tell = sentences[event.type as EventType] as ((data: Told['data'], names: Names) => string) | undefined
  return tell ? tell(event.data, names) : event.type.replaceAll('_', ' ').replace('.', ' ')
}

/** What was said about it: a reason, a note, or what a form asked for. */
export function remarkOf(event: Told): string | undefined {
  const { reason, note, fields } = event.data as { reason?: string; note?: string; fields?: Record<string, unknown> }
  const given = Object.entries(fields ?? {}).filter(([, value]) => plainWords(value) !== '').map(([key, value]) => `${keyInWords(key)}: ${plainWords(value)}`)
  return [...given, ...[reason, note].filter(Boolean)].join(' · ') || undefined
}

type Sentences = { [T in EventType]?: (data: EventData[T], names: Names) => string }

const sentences: Sentences = {
  'order.placed': ({ number, channel, total, currency, lines, copyOf }, names) =>
    `${copyOf ? 'placed a copy as' : 'placed'} ${names.order} ${number} (${channelNames[channel]}): ${counted(lines.length, names.lineItem)}, ${names.money(total, currency)}`,
  'order.moved': ({ from, to, because, name }, names) =>
    `moved the ${names.order} from ${names.status(from)} to ${names.status(to)}${because ? ` (${becauseOf(because)})` : namedMove(name, names.status(to))}`,
  'order.updated': ({ changes }, names) => {
    const told = Object.entries(changes).flatMap(([field, { from, to }]) => changeOf(field, from, to, names))
    return [...new Set(told)].join(', ') || `changed the ${names.order}`
  },
  'order.assigned': ({ manager, added, removed }, names) =>
    joined([
      manager && (manager.to ? `made ${names.member(manager.to)} ${names.manager}` : `removed the ${names.manager}`),
      added.length > 0 && `added ${listed(added.map(names.member))} to the team`,
      removed.length > 0 && `took ${listed(removed.map(names.member))} off the team`,
    ]),
  'order.payment_set': ({ paymentStatus, paymentMethod }, names) =>
    joined([
      paymentStatus.from !== paymentStatus.to && `set the payment from ${names.payment(paymentStatus.from)} to ${names.payment(paymentStatus.to)}`,
      paymentMethod.from !== paymentMethod.to && (paymentMethod.to ? `set the payment method to ${paymentMethod.to}` : 'removed the payment method'),
    ]),
  'order.archived': (_, names) => `archived the ${names.order}`,
  'order.restored': ({ to }, names) => `restored the ${names.order} to ${names.status(to)}`,
  'order.shared': (_, names) => `made a link by which the customer follows the ${names.order}`,
  'order.unshared': (_, names) => `took back a link by which the customer followed the ${names.order}`,
  'order.migrated': ({ from, to }, names) => `moved the ${names.order} to another version of its process${from.position.step === to.position.step ? '' : `, from ${names.status(from.position)} to ${names.status(to.position)}`}`,
  'checklist.added': ({ name }) => `added the checklist ${name}`,
  'checklist.changed': ({ name }) => `changed the checklist ${name}`,
  'checklist.removed': ({ name }) => `took the checklist ${name} off`,
  'checklist.ticked': ({ name, text, done }) => `${done ? 'ticked' : 'unticked'} “${text}” (${name})`,
  'wizard_run.finished': ({ name }) => `finished ${name}`,
  'line_item.added': ({ name, quantity, total }, names) => `added ${times(quantity, name)}${totalNow(total, names)}`,
  'line_item.changed': ({ name, changes, total }, names) => {
    const told = Object.entries(changes).flatMap(([field, { from, to }]) => lineChangeOf(field, from, to, names))
    return `changed ${name}: ${told.join(', ') || 'details'}${totalNow(total, names)}`
  },
  'line_item.removed': ({ name, total }, names) => `removed ${name}${totalNow(total, names)}`,
  'line_item.moved': ({ name, from, to }, names) => `moved ${name} from ${names.status(from)} to ${names.status(to)}`,
  'line_item.assigned': ({ name, added, removed }, names) =>
    joined([
      added.length > 0 && `assigned ${listed(added.map(names.member))} to ${name}`,
      removed.length > 0 && `took ${listed(removed.map(names.member))} off ${name}`,
    ]),
}

const becauseWords = { roll_up: 'by the rule', automatic: 'by itself:', timer: 'by the timer', import: 'by the import' } as const

function becauseOf({ rule, name }: { rule: keyof typeof becauseWords; name: string }): string {
  return `${becauseWords[rule]} “${name}”`
}

/** The transition's name where it says more than the status it led to. */
function namedMove(name: string, status: string): string {
  return name.startsWith('to-') || name === status || /^[a-z0-9-]+$/.test(name) ? '' : ` (${name})`
}

const orderFields: Record<string, string> = {
  paymentMethod: 'payment method', fulfilmentMethod: 'fulfilment', dueAt: 'due date', scheduledAt: 'schedule', shippingAddress: 'shipping address',
  billingAddress: 'billing address', tags: 'tags', externalReference: 'reference', shipping: 'shipping', orderDiscount: 'discount', customerId: 'customer',
}
const amounts = new Set(['shipping', 'orderDiscount', 'total', 'unitPrice', 'lineDiscount'])
const instants = new Set(['dueAt', 'scheduledAt'])

function changeOf(field: string, from: unknown, to: unknown, names: Names): string[] {
  if (field === 'total') return []
  if (field === 'fields') return changesInside(from, to).map(([key, value]) => setTo(keyInWords(key), value))
  if (field === 'answers') return [`answered ${listed(answersChanged(from, to))}`]
  if (field === 'notes' || field === 'additionalNotes') return [`${to ? 'edited' : 'cleared'} the ${field === 'notes' ? `${names.order} notes` : 'additional notes'}`]
  if (field === 'shippingAddress' || field === 'billingAddress') return [`${to ? (from ? 'changed' : 'added') : 'removed'} the ${orderFields[field]}`]
  if (field === 'customerId' || field === 'customer') return ['changed the customer']
  if (instants.has(field)) return [to ? `set the ${orderFields[field]} to ${names.dateTime(to as string)}` : `removed the ${orderFields[field]}`]
  if (amounts.has(field)) return [`set the ${orderFields[field]} to ${names.money(Number(to), names.currency)}`]
  if (field === 'location' && typeof to === 'string') return [`set the location to ${names.location(to)}`]
  return [setTo(orderFields[field] ?? keyInWords(field), to)]
}

function lineChangeOf(field: string, from: unknown, to: unknown, names: Names): string[] {
  if (field === 'escalated') return [to ? 'escalated' : 'no longer escalated']
  if (field === 'answers') return [`answers to ${listed(answersChanged(from, to))}`]
  if (field === 'notes') return [to ? 'notes edited' : 'notes cleared']
  if (field === 'fields') return changesInside(from, to).map(([key, value]) => `${keyInWords(key)} ${plainWords(value)}`)
  if (amounts.has(field)) return [`${lineFields[field]} ${names.money(Number(from), names.currency)} → ${names.money(Number(to), names.currency)}`]
  return [`${lineFields[field] ?? keyInWords(field)} ${orDash(from)} → ${orDash(to)}`]
}

const lineFields: Record<string, string> = { name: 'name', quantity: 'quantity', unitPrice: 'price', lineDiscount: 'discount', taxRate: 'tax rate' }

function setTo(what: string, value: unknown): string {
  const isEmpty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  return isEmpty ? `removed the ${what}` : `set the ${what} to ${plainWords(value)}`
}

function changesInside(from: unknown, to: unknown): [string, unknown][] {
  const before = (from ?? {}) as Record<string, unknown>
  return Object.entries((to ?? {}) as Record<string, unknown>).filter(([key, value]) => JSON.stringify(before[key]) !== JSON.stringify(value))
}

/** What was asked, of the answers that are new or other than before. */
function answersChanged(from: unknown, to: unknown): string[] {
  const before = new Set(((from ?? []) as KeptAnswer[]).map((answer) => JSON.stringify(answer)))
  return ((to ?? []) as KeptAnswer[]).filter((answer) => !before.has(JSON.stringify(answer))).map(({ label }) => `“${label}”`)
}

function totalNow({ from, to }: { from: number; to: number }, names: Names): string {
  return from === to ? '' : `; the total is now ${names.money(to, names.currency)}`
}

function orDash(value: unknown): string {
  return plainWords(value) || '–'
}

function times(quantity: number, name: string): string {
  return quantity === 1 ? name : `${quantity} × ${name}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function joined(parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' and ') || 'changed nothing'
}
