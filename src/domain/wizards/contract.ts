import { z } from 'zod'
import { draftReview, savedOn, shownDraft } from '../drafts/draft.ts'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'
import { channels } from '../orders/channel.ts'
import { sentAnswers } from './answer.ts'
import { wizard, wizardDraft } from './wizard.ts'

/** Wizards as they are designed and run, by people and by programs alike. */

export const listedWizard = z.object({
  key: z.string(), name: z.string(), description: z.string().nullable(), purpose: wizard.shape.purpose, audience: wizard.shape.audience, channels: wizard.shape.channels,
  orderType: z.string().nullable(), pageCount: z.int(), questionCount: z.int(), version: z.int().nullable(), publishedAt: s.instant.nullable(), hasDraft: z.boolean(), isRetired: z.boolean(),
  /** Its public address, /i/…, where it has one. */
  link: z.string().nullable(),
  usedBy: z.array(z.string()),
  /** Why nobody can begin it at present, though it is published: what it makes takes no new orders. */
  closed: z.string().nullable(),
})
export type ListedWizard = z.infer<typeof listedWizard>

export const shownWizard = z.object({
  key: z.string(), published: z.object({ version: z.int(), publishedAt: s.instant, definition: wizard }).nullable(), draft: shownDraft(wizardDraft).nullable(), isRetired: z.boolean(), link: z.string().nullable(),
  /** JSON Schema (2020-12) of the answers to the published version. */
  answersSchema: z.record(z.string(), z.unknown()).nullable(),
})
export type ShownWizard = z.infer<typeof shownWizard>

const byKey = z.strictObject({ key: s.key })
const exampleWizard = {
  key: 'phone-order', name: 'Phone order', purpose: 'create', audience: ['staff'], channels: ['back_office'], orderType: 'an-order-type-of-yours',
  pages: [{ key: 'who', title: 'Who calls?', questions: [{ key: 'customer', kind: 'customer', label: 'Customer', required: true }] }, { key: 'what', title: 'What do they want?', questions: [{ key: 'items', kind: 'items', label: 'Items', required: true }] }],
}

export const listWizards = contract({
  name: 'wizard.list', method: 'GET', path: '/wizards', permission: 'process.read', summary: 'Wizards: drafts, published and retired ones',
  input: z.strictObject({ purpose: wizard.shape.purpose.optional(), channel: z.enum(channels).optional(), runnable: s.flag.optional() }), output: z.object({ items: z.array(listedWizard) }),
})
export const getWizard = contract({ name: 'wizard.get', method: 'GET', path: '/wizards/{key}', permission: 'process.read', summary: 'One wizard, its draft, and the JSON Schema of its answers', input: byKey, output: shownWizard })
export const saveWizardDraft = contract({
  name: 'wizard.save_draft', method: 'PUT', path: '/wizards/{key}/draft', permission: 'process.update', summary: 'Save a draft of a wizard; nothing is in force until it is published. If-Match names the draft version seen',
  input: wizardDraft.extend(savedOn), output: shownWizard, example: exampleWizard,
})
export const discardWizardDraft = contract({ name: 'wizard.discard_draft', method: 'DELETE', path: '/wizards/{key}/draft', permission: 'process.update', summary: 'Throw the draft away; a wizard never published is gone with it', status: 204, input: byKey, output: z.unknown() })
export const reviewWizardDraft = contract({ name: 'wizard.review_draft', method: 'GET', path: '/wizards/{key}/draft/review', permission: 'process.read', summary: 'What publishing the draft would change, and what is wrong with it', input: byKey, output: draftReview })
export const publishWizardDraft = contract({ name: 'wizard.publish_draft', method: 'POST', path: '/wizards/{key}/draft/publication', permission: 'process.publish', summary: 'Publish the draft as the next version; whoever is half way through finishes on theirs', input: z.strictObject({ key: s.key, draftVersion: z.int().optional() }), output: shownWizard })
export const publishWizard = contract({ name: 'wizard.publish', method: 'PUT', path: '/wizards/{key}', permission: 'process.publish', summary: 'Publish a wizard at once, as its next version', input: wizard, output: shownWizard, example: exampleWizard })
export const retireWizard = contract({ name: 'wizard.retire', method: 'POST', path: '/wizards/{key}/retire', permission: 'process.publish', summary: 'Retire a wizard: nobody starts it any more', input: z.strictObject({ key: s.key, isRetired: z.boolean().default(true) }), output: shownWizard })

// ---- runs

/** Something that can be chosen in an `items` question, as the runner shows it. */
export const offeredItem = z.object({ productId: s.id, sku: z.string(), name: z.string(), description: z.string(), category: z.string().nullable(), unit: z.string().nullable(), price: s.money, available: z.number().nullable(), wizard: z.string().nullable() })
export type OfferedItem = z.infer<typeof offeredItem>

export const shownRun = z.object({
  id: s.id, version: z.int(), state: z.enum(['open', 'finished', 'discarded']), channel: z.enum(channels), wizard: z.object({ key: z.string(), version: z.int(), name: z.string() }),
  /** The page it is at: the first whose answers are not complete; null when only finishing is left. */
  page: z.string().nullable(),
  /** The wizard as this run goes through it: on the version it began with, without what its audience is not asked. */
  definition: wizard,
  /** Of a finished run they are kept for some days (finished.ts); from then on its order alone knows them. */
  answers: z.record(z.string(), z.unknown()),
  /** What the answers so far would cost; null where nothing is priced yet. */
  estimate: z.object({
    subtotal: s.money, tax: s.money, total: s.money, deposit: s.money.nullable(),
    /** What the wizards of single items worked out of their answers, by the ids of the entries; null what they leave as it is asked for. */
    worked: z.array(z.object({ id: s.id, quantity: z.number().nullable(), unitPrice: s.money.nullable() })),
  }).nullable(),
  summary: z.string(),
  order: z.object({ id: s.id, number: z.string(), trackingUrl: z.string().nullable() }).nullable(),
  lineItemId: s.id.nullable(),
  /** The wizards by which its items were entered so far, on the versions it goes on with. */
  lineWizards: z.array(z.object({ version: z.int(), definition: wizard })),
  /** Whether by those alone: of a run that said what it was begun on, a wizard published since asks nothing about an item. */
  asksByThoseAlone: z.boolean(),
  startedAt: s.instant, updatedAt: s.instant, startedBy: z.string(),
  /** Present once, when a run begins without a member: opens this run again. */
  resumeToken: z.string().optional(),
})
export type ShownRun = z.infer<typeof shownRun>

/** A refusal of answers is `validation-failed`; each error points at `/answers/<question>` and the problem's `pages` name the page of each. */
export const startRun = contract({
  name: 'wizard_run.start', method: 'POST', path: '/wizards/{key}/runs', status: 201, permission: 'wizard.run', needs: ['idempotency'],
  summary: 'Begin a run: page by page, or with all answers and `finish` at once. One run makes at most one order',
  input: z.strictObject({
    key: s.key, id: s.id.optional(), channel: z.enum(channels).exclude(['import']).default('api'), location: s.key.optional(),
    /** Of a wizard that updates, or enters a line item: the order it works on; the line item to be edited, or what is added. */
    orderId: s.id.optional(), lineItemId: s.id.optional(), productId: s.id.optional(), sku: s.line(100).optional(),
    /** Of a run that was begun where nobody could be reached: the published versions it was begun on, its own and those its items are entered by, and when. */
    begunOn: z.strictObject({ version: z.int().min(1).max(1e9), at: s.instant.optional(), lineWizards: z.record(s.key, z.int().min(1).max(1e9)).refine((named) => Object.keys(named).length <= 500, 'There are more than 500 wizards.').default({}) }).optional(),
    answers: sentAnswers.default({}), finish: z.boolean().default(false),
  }),
  output: shownRun, example: { answers: { customer: { firstName: 'Amira', phone: '+1 555 0100' } } },
})
export const answerRun = contract({
  name: 'wizard_run.answer', method: 'PATCH', path: '/wizard-runs/{id}', permission: 'wizard.run', summary: 'Keep answers; with `completes`, that page must be right before the run goes on',
  input: z.strictObject({ id: s.id, answers: sentAnswers, completes: s.key.optional() }), output: shownRun,
})
export const finishRun = contract({
  name: 'wizard_run.finish', method: 'POST', path: '/wizard-runs/{id}/finish', permission: 'wizard.run', summary: 'Finish: every page must be right; asking twice gives the same order',
  input: z.strictObject({ id: s.id, answers: sentAnswers.default({}) }), output: shownRun,
})
export const getRun = contract({ name: 'wizard_run.get', method: 'GET', path: '/wizard-runs/{id}', permission: 'wizard.run', summary: 'A run, with what was answered so far', input: z.strictObject({ id: s.id }), output: shownRun })
export const discardRun = contract({ name: 'wizard_run.discard', method: 'DELETE', path: '/wizard-runs/{id}', permission: 'wizard.run', summary: 'Give a run up', status: 204, input: z.strictObject({ id: s.id }), output: z.unknown() })
export const listRuns = contract({
  name: 'wizard_run.list', method: 'GET', path: '/wizard-runs', permission: 'wizard.run', summary: 'Open runs, the latest first: begun here or on another device',
  input: z.strictObject({ channel: z.enum(channels).optional(), ...s.paging }),
  output: s.pageOf(z.object({ id: s.id, wizard: z.object({ key: z.string(), name: z.string() }), channel: z.enum(channels), summary: z.string(), page: z.string().nullable(), startedBy: z.string(), updatedAt: s.instant })),
})
export const listOfferedItems = contract({
  name: 'wizard_run.list_items', method: 'GET', path: '/wizard-runs/{id}/items', permission: 'wizard.run', summary: 'What a question about items offers, the first of the wizard if none is named, searched and paged',
  input: z.strictObject({ id: s.id, question: z.string().max(63).optional(), q: z.string().max(200).optional(), category: z.string().max(100).optional(), ...s.paging }), output: s.pageOf(offeredItem),
})
