import { z } from 'zod'
import * as s from '../kernel/schema.ts'
import { FIELD_KEY } from '../kernel/written.ts'
import { roles } from '../kernel/permission.ts'
import { categories } from './category.ts'
import { channels } from '../orders/channel.ts'
import { ANY_STEP, NEXT_PHASE, OPEN_STEPS, WHERE_HELD_FROM } from './special-steps.ts'
import { statusColors } from './status.ts'

/** What an organization's own process is made of, as stored, as shown in Settings, as written in blueprints. */

export const category = z.enum(categories)
export const scope = z.enum(['order', 'line_item'])

export const status = z.strictObject({
  key: s.key,
  name: s.line(60),
  customerName: s.line(60).optional(),
  category,
  color: z.enum(statusColors),
  icon: s.line(40).optional(),
  scope,
  /** Whether customers see that their order stands here; where not, they read the last status they may see. */
  shownToCustomer: z.boolean().default(true),
})

export const workflowType = z.strictObject({ key: s.key, name: s.line(60) })

export const fieldKinds = ['text', 'long_text', 'number', 'money', 'yes_no', 'choice', 'choices', 'date', 'time', 'date_time', 'phone', 'email', 'address', 'person', 'photo', 'file', 'signature', 'barcode', 'measurement'] as const
export const fieldDefinition = z.strictObject({
  key: z.string().regex(FIELD_KEY, 'Use letters and digits, starting small: trackingNumber.'),
  label: s.line(100),
  kind: z.enum(fieldKinds),
  required: z.boolean().default(false),
  help: s.line(300).optional(),
  options: z.array(s.line(100)).max(100).optional(),
  /** What a measurement is counted in: cm, kg. */
  unit: s.line(20).optional(),
})

/** A question about the order that is true or false; `otherwise` is what a person reads when it is false. */
export const condition = z.strictObject({
  fact: z.string().max(80).regex(/^[a-z][A-Za-z]*(\.[a-z][A-Za-z0-9]*)?$/),
  is: z.enum(['present', 'absent']).optional(),
  in: z.array(s.line(100)).min(1).max(50).optional(),
  notIn: z.array(s.line(100)).min(1).max(50).optional(),
  atLeast: z.number().optional(),
  otherwise: s.line(200).optional(),
})

export const step = z.strictObject({
  key: s.key,
  status: s.key,
  /** What the customer reads while the order is here, where the status's own words would say too little. */
  customerName: s.line(60).optional(),
  instructions: s.text(2000).optional(),
  expectedMinutes: z.int().min(1).max(5_256_000).optional(),
})

/** What a move does besides moving. One more kind is one more member here, and one more case in apply-effects.ts. */
export const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set_field'), field: z.string().max(63), value: s.fieldValue }),
  z.strictObject({ kind: z.literal('add_tag'), tag: s.line(50) }),
  z.strictObject({ kind: z.literal('assign_mover') }),
  z.strictObject({ kind: z.literal('set_due'), afterMinutes: z.int().min(1).max(525_600) }),
  z.strictObject({ kind: z.literal('add_checklist'), name: s.line(100), items: z.array(s.line(200)).min(1).max(100) }),
])

export const transition = z.strictObject({
  key: s.key,
  name: s.line(60),
  icon: s.line(40).optional(),
  from: z.array(z.union([s.key, z.literal(ANY_STEP), z.literal(OPEN_STEPS)])).min(1).max(100),
  to: z.union([s.key, z.literal(WHERE_HELD_FROM), z.literal(NEXT_PHASE)]),
  roles: z.array(z.enum(roles)).min(1).max(5).optional(),
  fields: z.array(fieldDefinition).max(30).default([]),
  guards: z.array(condition).max(20).default([]),
  reasonRequired: z.boolean().default(false),
  confirm: s.line(300).optional(),
  /** Whose checklists must be done first. */
  checklistGate: z.enum(['order', 'line_items', 'all']).optional(),
  /** The update wizard that is gone through to make this move. */
  wizard: s.key.optional(),
  effects: z.array(effect).max(20).optional(),
  /** Moves by itself as soon as all of these hold. */
  automatic: z.array(condition).min(1).max(20).optional(),
  /** Moves by itself after so many minutes in the step, if the guards still hold. */
  afterMinutes: z.int().min(1).max(525_600).optional(),
  /** Of those minutes only what passes within business hours counts. */
  inBusinessHours: z.literal(true).optional(),
  /** Never offered to people: only automation takes it. */
  hidden: z.boolean().default(false),
})

export const workflow = z.strictObject({
  key: s.key,
  name: s.line(60),
  type: s.key.optional(),
  scope,
  movement: z.enum(['free', 'linear', 'explicit']),
  steps: z.array(step).min(1).max(200),
  transitions: z.array(transition).max(500).default([]),
})

/** Which of a phase's workflows an order takes: the first whose channels and fulfilment methods fit. */
const workflowChoice = z.strictObject({
  workflow: s.key,
  channels: z.array(z.enum(channels)).min(1).optional(),
  fulfilmentMethods: z.array(s.key).min(1).max(20).optional(),
})
export const phase = z.strictObject({ type: s.key, choices: z.array(workflowChoice).max(20) })

export const rollUp = z.strictObject({
  key: s.key,
  name: s.line(120),
  when: z.strictObject({ lines: z.enum(['all', 'any']), in: z.array(category).min(1) }),
  transition: s.key.optional(),
  toStep: s.key.optional(),
})

/**
 * How order numbers look and count. Tokens: {sequence}, {sequence:4} padded with zeros, {year}, {month}, {location}. What begins
 * anew (every year, at each location) must show what it begins anew with, so that no number is ever used twice.
 */
export const numbering = z.strictObject({
  pattern: z.string().min(1).max(60).regex(/^[A-Za-z0-9\-/#{}:_. ]*$/, 'Use letters, digits, - / # . and {sequence}, {year}, {month}, {location}.').default('{sequence}'),
  /** Counts with all other orders of the organization, or by itself. */
  sequence: z.enum(['organization', 'own']).default('organization'),
  restarts: z.enum(['never', 'yearly']).default('never'),
  perLocation: z.boolean().default(false),
})

/** A list of things to be done on each new order, or on each line item of a product. */
export const checklistTemplate = z.strictObject({ name: s.line(100), items: z.array(s.line(200)).min(1).max(100) })

/** Which wizard opens for a new order of this type: the first whose channels fit; one without channels is the default. */
const wizardChoice = z.strictObject({ wizard: s.key, channels: z.array(z.enum(channels)).min(1).optional() })

export const orderType = z.strictObject({
  key: s.key,
  name: s.line(60),
  phases: z.array(phase).min(1).max(20),
  lineItemWorkflow: s.key.optional(),
  rollUps: z.array(rollUp).max(20).default([]),
  numbering: numbering.prefault({}),
  fulfilmentMethods: z.array(z.strictObject({ key: s.key, name: s.line(60), shipping: z.boolean().default(false) })).max(20).default([]),
  fields: z.array(fieldDefinition).max(50).default([]),
  lineItemFields: z.array(fieldDefinition).max(50).default([]),
  wizards: z.array(wizardChoice).max(20).optional(),
  checklists: z.array(checklistTemplate).max(20).optional(),
  /** What an order of this type begins with where nothing else is said; the organization's own otherwise. */
  currency: s.currency.optional(),
  taxRate: s.percentage.optional(),
  taxIncluded: z.boolean().optional(),
  /** What no order of this type is taken in without, besides its required fields (orders/intake.ts). */
  intake: z.strictObject({ customerEmail: z.boolean().default(false), shippingAddress: z.boolean().default(false), lines: z.boolean().default(true) }).prefault({}),
})

export type Status = z.infer<typeof status>
export type WorkflowType = z.infer<typeof workflowType>
export type FieldDefinition = z.infer<typeof fieldDefinition>
export type Effect = z.infer<typeof effect>
export type Numbering = z.infer<typeof numbering>
export type ChecklistTemplate = z.infer<typeof checklistTemplate>
export type Condition = z.infer<typeof condition>
export type Step = z.infer<typeof step>
export type Transition = z.infer<typeof transition>
export type Workflow = z.infer<typeof workflow>
export type WorkflowChoice = z.infer<typeof workflowChoice>
export type RollUp = z.infer<typeof rollUp>
export type OrderType = z.infer<typeof orderType>
