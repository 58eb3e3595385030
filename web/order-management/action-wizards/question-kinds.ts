import {
  IconCalendarDue, IconCalendarEvent, IconCategory, IconChecklist, IconCoin, IconEyeCheck, IconMapPin, IconMessage2, IconNotes, IconShoppingBag, IconTruckDelivery, IconUserSearch, type Icon,
} from '@tabler/icons-react'
import type { Purpose, Question, QuestionKind } from '#domain/wizards/wizard.ts'
import { fieldKindWords, type FieldKind } from '../kit/field-kinds.ts'

type KindWords = { name: string; about: string; Icon: Icon; /** What a new question of this kind asks. */ label: string }

type OrderKind = Exclude<QuestionKind, FieldKind>

const orderKindWords: Record<OrderKind, KindWords> = {
  customer: { name: 'Customer', about: 'Finds a known customer by phone or name, or writes down a new one', Icon: IconUserSearch, label: 'Customer' },
  items: { name: 'Items', about: 'What is ordered, chosen from the catalog', Icon: IconShoppingBag, label: 'Items' },
  order_type: { name: 'Order type', about: 'Which kind of order it becomes', Icon: IconCategory, label: 'What kind of order is it?' },
  shipping_address: { name: 'Shipping address', about: 'Where it is sent', Icon: IconMapPin, label: 'Where shall it go?' },
  fulfilment_method: { name: 'Handing over', about: 'How it reaches the customer: pickup, courier, …', Icon: IconTruckDelivery, label: 'How shall it be handed over?' },
  due_date: { name: 'Due date', about: 'By when it must be done', Icon: IconCalendarDue, label: 'When is it needed?' },
  schedule: { name: 'Appointment', about: 'The day and the time it is done', Icon: IconCalendarEvent, label: 'When does it suit?' },
  notes: { name: 'Order notes', about: 'What everybody working on the order should read', Icon: IconNotes, label: 'Notes' },
  staff_message: { name: 'Message to the team', about: 'Something to tell the team; kept with the answers', Icon: IconMessage2, label: 'Anything the team should know?' },
  checklist: { name: 'Checklist', about: 'Things to be gone through one by one', Icon: IconChecklist, label: 'Checklist' },
  payment: { name: 'Payment', about: 'How it is paid, and what is paid now', Icon: IconCoin, label: 'Payment' },
  review: { name: 'Review', about: 'Everything answered so far, with the price, and a sentence to agree to', Icon: IconEyeCheck, label: 'Is everything right?' },
}

const fieldLabels: Partial<Record<FieldKind, string>> = { yes_no: 'Yes or no?', photo: 'Photos', signature: 'Signature', barcode: 'Barcode', address: 'Address', email: 'Email', phone: 'Phone' }

/** Every kind of question as one chooses it. */
export function wordsOfKind(kind: QuestionKind): KindWords {
  if (kind in orderKindWords) return orderKindWords[kind as OrderKind]
  const words = fieldKindWords[kind as FieldKind]
  return { ...words, label: fieldLabels[kind as FieldKind] ?? words.name }
}

const kindsByPurpose: Record<Purpose, readonly OrderKind[]> = {
  create: Object.keys(orderKindWords) as OrderKind[],
  update: (Object.keys(orderKindWords) as OrderKind[]).filter((kind) => kind !== 'order_type' && kind !== 'customer'),
  line_item: ['notes', 'review'],
}

/** What can be asked, in the groups it is offered in. */
export function paletteFor(purpose: Purpose): { name: string; kinds: QuestionKind[] }[] {
  return [
    { name: purpose === 'line_item' ? 'Of the line item' : 'Of the order', kinds: [...kindsByPurpose[purpose]] },
    { name: 'Anything else', kinds: Object.keys(fieldKindWords) as FieldKind[] },
  ]
}

/** Kinds an order has one place for, so that they are asked once. */
export const askedOnce: ReadonlySet<QuestionKind> = new Set<QuestionKind>(['customer', 'order_type', 'items', 'shipping_address', 'fulfilment_method', 'due_date', 'schedule', 'notes', 'payment', 'review'])

/** What `min` and `max` bound, where a kind has bounds. */
export function boundsOf(kind: QuestionKind): { of: 'value' | 'amount' | 'length' | 'count'; min: string; max: string } | undefined {
  switch (kind) {
    case 'number': case 'measurement': return { of: 'value', min: 'At least', max: 'At most' }
    case 'money': return { of: 'amount', min: 'At least', max: 'At most' }
    case 'text': case 'long_text': case 'notes': case 'staff_message': case 'barcode': return { of: 'length', min: 'Fewest characters', max: 'Most characters' }
    case 'items': return { of: 'count', min: 'Fewest items', max: 'Most items' }
    case 'choices': return { of: 'count', min: 'Fewest choices', max: 'Most choices' }
    case 'photo': case 'file': return { of: 'count', min: 'Fewest files', max: 'Most files' }
    default: return undefined
  }
}

export const takesPattern = (kind: QuestionKind) => ['text', 'long_text', 'barcode', 'notes', 'staff_message'].includes(kind)
export const takesPlaceholder = (kind: QuestionKind) => ['text', 'long_text', 'number', 'money', 'phone', 'email', 'barcode', 'measurement', 'notes', 'staff_message', 'choice', 'choices'].includes(kind)

/** Kinds that have a plain default. */
export const takesDefault = (kind: QuestionKind) => ['text', 'long_text', 'number', 'money', 'yes_no', 'choice', 'choices', 'date', 'time', 'phone', 'email', 'barcode', 'measurement', 'notes', 'staff_message'].includes(kind)

/** Kinds that can also fill a field the order type has of its own. */
export const fillsField = (kind: QuestionKind) => kind in fieldKindWords

/** Patterns most need, so that nobody has to write one. */
export const patternPresets: { name: string; pattern: string; help: string }[] = [
  { name: 'Digits only', pattern: '[0-9]+', help: 'Use digits only.' },
  { name: 'Letters and digits', pattern: '[A-Za-z0-9]+', help: 'Use letters and digits, without spaces.' },
  { name: 'Serial number', pattern: '[A-Z0-9][A-Z0-9-]{2,30}', help: 'Capital letters, digits and dashes, as it stands on the label.' },
  { name: 'Capital letters', pattern: '[A-Z ]+', help: 'Use capital letters.' },
  { name: 'Website', pattern: 'https?://[^ ]+', help: 'An address beginning with https://' },
]

export function presetOf({ pattern }: Pick<Question, 'pattern'>): string | null {
  if (pattern === undefined) return null
  return patternPresets.find((preset) => preset.pattern === pattern)?.name ?? 'own'
}
