import { z } from 'zod'
import { shownFile } from '../files/contract.ts'
import { organizationSettings } from '../identity/settings.ts'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'
import { sentAnswers } from './answer.ts'
import { shownRun, offeredItem } from './contract.ts'
import { page, question, wizard } from './wizard.ts'

/**
 * What the page behind a wizard's public link can ask, without signing in: fixed projections of the ordinary verbs, in which
 * nothing stands that is the staff's alone. Paths are under /api/public, and the door is channels/storefront. Whoever
 * began a run shows its token in the header `Docket-Run`; it is never part of an address, so it is in no log and no Referer.
 */

export const PUBLIC_API = '/api/public'
/** The header that shows whose run it is. */
export const RUN_HEADER = 'docket-run'
/**
 * The header that shows which order it is about, where a wizard is gone through on an order: the token of a private link to it. The
 * page keeps it behind the # of its address, `/i/<link>#<token>`, which no server ever sees.
 */
export const ORDER_HEADER = 'docket-order'

const link = z.string().max(63)

// Written out, so that what is added to a question or a wizard later is not public until somebody says so here.
/** A question as it is asked in public: without what it becomes inside, and without what it may choose from (asked for by itself). */
export const publicQuestion = question.pick({
  key: true, kind: true, label: true, help: true, placeholder: true, required: true, default: true, options: true, unit: true, min: true, max: true, pattern: true, patternHelp: true,
  showIf: true, checklist: true, methods: true, depositPercent: true, allowsPayLater: true, customerNeeds: true, consent: true,
})
export const publicPage = page.pick({ key: true, title: true, help: true, showIf: true }).extend({ questions: z.array(publicQuestion) })
/** The definition by which the browser validates, exactly as the server will; parses as a `Wizard`. */
export const publicDefinition = wizard.pick({ key: true, name: true, purpose: true, audience: true, channels: true, orderType: true, finishLabel: true, thanks: true }).extend({ pages: z.array(publicPage) })
export type PublicDefinition = z.infer<typeof publicDefinition>

export const publicOrganization = organizationSettings.pick({ name: true, locale: true, timeZone: true, currency: true, country: true, taxIncluded: true, words: true }).extend({
  /** Where its logo is served, if it has one; and its colour, #rrggbb. */
  logoUrl: z.string().nullable(), color: z.string().nullable(),
})
export type PublicOrganization = z.infer<typeof publicOrganization>

/** What an order of each type on offer can be: the choices of questions about the order type, fulfilment and payment. */
export const publicOrderType = z.object({ key: z.string(), name: z.string(), fulfilmentMethods: z.array(z.object({ key: z.string(), name: z.string(), shipping: z.boolean() })) })

export const publicRun = shownRun.pick({ version: true, state: true, page: true, answers: true, estimate: true }).extend({
  /** On the version the run began with, which the link may have moved on from. */
  definition: publicDefinition,
  /** Once finished: the number, and the customer's private address to follow it at, whole (https://…/o/…). */
  order: z.object({ number: z.string(), trackingUrl: z.string() }).nullable(),
  /** Present once, when the run begins: opens it again, here or from `/i/<link>#<token>`. */
  token: z.string().optional(),
})
export type PublicRun = z.infer<typeof publicRun>

/** What a wizard is gone through on: the order, the run that waits to be gone on with, and in words why none can be begun now. */
export const publicSubject = z.object({ number: z.string(), trackingUrl: z.string(), run: publicRun.nullable(), closed: z.string().nullable() })

/** `about` is there where the wizard is gone through on an order. */
export const publicWizard = z.object({ definition: publicDefinition, organization: publicOrganization, orderTypes: z.array(publicOrderType), about: publicSubject.nullable(), /** Nobody can begin it at present; what was sent before can still be looked at. */ isClosed: z.boolean() })
export type PublicWizard = z.infer<typeof publicWizard>

/** Of stock a customer learns whether there is any, never how much. */
export const publicItem = offeredItem.omit({ available: true }).extend({ isAvailable: z.boolean() })
export type PublicItem = z.infer<typeof publicItem>

export const readPublicWizard = contract({ name: 'intake.read', method: 'GET', path: '/wizards/{link}', permission: 'public', summary: 'The wizard behind a link, and whose it is', input: z.strictObject({ link }), output: publicWizard })
export const startPublicRun = contract({
  name: 'intake.start', method: 'POST', path: '/wizards/{link}/runs', status: 201, permission: 'public', summary: 'Begin; the answer holds the token, once',
  input: z.strictObject({ link, answers: sentAnswers.default({}) }), output: publicRun,
})
export const getPublicRun = contract({ name: 'intake.get', method: 'GET', path: '/wizards/{link}/run', permission: 'public', summary: 'What was answered so far', input: z.strictObject({ link }), output: publicRun })
export const answerPublicRun = contract({
  name: 'intake.answer', method: 'PATCH', path: '/wizards/{link}/run', permission: 'public', summary: 'Keep answers; with `completes`, that page must be right before the run goes on',
  input: z.strictObject({ link, answers: sentAnswers, completes: s.key.optional() }), output: publicRun,
})
export const finishPublicRun = contract({
  name: 'intake.finish', method: 'POST', path: '/wizards/{link}/run/finish', permission: 'public', summary: 'Send it; asking twice gives the same order and the same tracking link',
  /** `website` is the honeypot: the page has such a field where no person sees it, and it stays empty. */
  input: z.strictObject({ link, answers: sentAnswers.default({}), website: z.string().max(200).default('') }), output: publicRun,
})
export const listPublicItems = contract({
  name: 'intake.list_items', method: 'GET', path: '/wizards/{link}/run/items', permission: 'public', summary: 'What a question about items offers, searched and paged',
  input: z.strictObject({ link, question: z.string().max(63), q: z.string().max(200).optional(), category: z.string().max(100).optional(), ...s.paging }), output: s.pageOf(publicItem),
})
/** `wizard` of an item names the wizard it is entered by; its answers are the `answers` of that entry. */
export const readPublicLineWizard = contract({ name: 'intake.read_line_wizard', method: 'GET', path: '/wizards/{link}/run/line-wizards/{key}', permission: 'public', summary: 'The wizard by which an offered item is entered', input: z.strictObject({ link, key: s.key }), output: publicDefinition })
/** The body is the file itself; `name` is in the query. Answers of photo, file and signature questions are ids of files. */
export const uploadPublicFile = contract({ name: 'intake.upload', method: 'POST', path: '/wizards/{link}/run/files', status: 201, permission: 'public', summary: 'Add a photo, a signature or another file', input: z.strictObject({ link, name: s.line(200) }), output: shownFile })
export const readPublicFile = contract({ name: 'intake.read_file', method: 'GET', path: '/wizards/{link}/run/files/{file}', permission: 'public', summary: 'A file of this run', input: z.strictObject({ link, file: s.id }), output: z.unknown() })
