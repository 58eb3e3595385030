import { z } from 'zod'
import * as s from '../kernel/schema.ts'
import { FIELD_KEY } from '../kernel/written.ts'
import { roles } from '../kernel/permission.ts'
import { channels } from '../orders/channel.ts'
import { category, checklistTemplate, fieldKinds } from '../workflows/schema.ts'

/**
 * A wizard: guided intake, page by page. It decides what is asked and what must be answered; it proposes, and the verbs of orders
 * decide. Stored, published and exported as this document.
 */

const purposes = ['create', 'update', 'line_item'] as const
export const audiences = ['staff', 'customer', 'assistant'] as const

/** Questions whose answers have a place of their own on an order. All others are the wizard's own, and kept as answers. */
const orderQuestionKinds = [
  'customer', 'order_type', 'items', 'shipping_address', 'due_date', 'schedule', 'fulfilment_method', 'notes', 'staff_message', 'checklist', 'payment', 'review',
] as const
const questionKinds = [...orderQuestionKinds, ...fieldKinds] as const

/** Whether something is asked, by the answer to an earlier question of the same wizard. All of a list must hold. */
export const showIf = z.strictObject({
  question: s.key.or(z.string().regex(FIELD_KEY)),
  is: z.enum(['answered', 'unanswered']).optional(),
  in: z.array(s.line(100)).min(1).max(50).optional(),
  notIn: z.array(s.line(100)).min(1).max(50).optional(),
  atLeast: z.number().optional(),
})

/** Whether something is asked only of whoever begins within the hours of the business, or only outside them (within-hours.ts). */
const askedHours = z.enum(['within', 'outside'])

const questionKey = z.string().regex(FIELD_KEY, 'Use letters and digits, starting small: serialNumber.')

export const question = z.strictObject({
  key: questionKey,
  kind: z.enum(questionKinds),
  label: s.line(200),
  help: s.text(500).optional(),
  placeholder: s.line(100).optional(),
  required: z.boolean().default(false),
  /** What it is answered with until somebody says otherwise. */
  default: s.fieldValue.optional(),
  /** Choices of `choice` and `choices`. */
  options: z.array(s.line(100)).max(100).optional(),
  unit: s.line(20).optional(),
  /** Bounds: of a number, amount or measurement; of a text's length; of how many items, photos or choices. */
  min: z.number().min(-1e12).max(1e12).optional(),
  max: z.number().min(-1e12).max(1e12).optional(),
  /** What a text must look like, whole; matched in linear time (domain/wizards/pattern.ts). */
  pattern: z.string().max(200).optional(),
  patternHelp: s.line(200).optional(),
  showIf: z.array(showIf).max(10).optional(),
  hours: askedHours.optional(),
  /** Who is asked; everybody if not given. */
  visibleTo: z.array(z.enum(audiences)).min(1).optional(),
  /** The order type's own field that the answer also becomes. */
  field: z.string().max(63).optional(),
  /** Of `items`: what may be chosen from. Everything in the catalog if neither is given. */
  products: z.array(s.id).max(200).optional(),
  categories: z.array(s.line(100)).max(50).optional(),
  /** Of `checklist`: the list that is gone through. */
  checklist: checklistTemplate.optional(),
  /** Of `payment`: the methods offered, and what is asked for now, in per cent of the total; the rest may follow later. */
  methods: z.array(s.line(60)).max(20).optional(),
  depositPercent: s.percentage.optional(),
  allowsPayLater: z.boolean().optional(),
  /** Of `customer`: which of these must be given, besides a name. */
  customerNeeds: z.array(z.enum(['firstName', 'lastName', 'email', 'phone'])).max(4).optional(),
  /** Of `review`: a sentence to be agreed to. */
  consent: s.text(1000).optional(),
})

export const page = z.strictObject({
  key: s.key,
  title: s.line(100),
  help: s.text(1000).optional(),
  showIf: z.array(showIf).max(10).optional(),
  hours: askedHours.optional(),
  questions: z.array(question).max(100),
})

export const wizard = z.strictObject({
  key: s.key,
  name: s.line(60),
  description: s.text(500).optional(),
  purpose: z.enum(purposes),
  audience: z.array(z.enum(audiences)).min(1),
  channels: z.array(z.enum(channels).exclude(['import'])).min(1),
  /** Of a wizard that creates: the type of its orders, unless one of its questions asks. */
  orderType: s.key.optional(),
  /** Of a wizard that updates: the transition it makes when it is finished, if any. */
  transition: s.key.optional(),
  /** Of a wizard that updates: where an order must stand for it to be gone through; anywhere if not given. */
  offeredIn: z.array(category).min(1).max(20).optional(),
  /** Whose members may run it; every member who may run wizards if not given. */
  roles: z.array(z.enum(roles)).min(1).max(5).optional(),
  pages: z.array(page).min(1).max(50),
  /** Of a wizard for line items: what it is for, and what its answers set, by formulas (domain/wizards/formula.ts). */
  appliesTo: z.strictObject({ products: z.array(s.id).max(200).optional(), categories: z.array(s.line(100)).max(50).optional(), units: z.array(s.line(30)).max(50).optional() }).optional(),
  sets: z.strictObject({ quantity: z.string().max(500).optional(), unitPrice: z.string().max(500).optional() }).optional(),
  /** What the last button says, and what is said once it is done. */
  finishLabel: s.line(40).optional(),
  thanks: s.text(500).optional(),
})

/** A wizard while it is being designed: pages and questions may still be missing. */
export const wizardDraft = wizard.extend({ pages: z.array(page).max(50) })

export type ShowIf = z.infer<typeof showIf>
export type Question = z.infer<typeof question>
export type QuestionKind = Question['kind']
export type Page = z.infer<typeof page>
export type Wizard = z.infer<typeof wizard>
/** A wizard as a file may write it: what has a default may be left out. */
export type WizardFile = z.input<typeof wizard>
export type Audience = (typeof audiences)[number]
export type Purpose = (typeof purposes)[number]
/** What was answered so far, by question. What each answer may be is the question's to say (domain/wizards/read-answers.ts). */
export type Answers = Record<string, unknown>
