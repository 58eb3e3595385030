import type { PublicOrganization } from '../wizards/public-contract.ts'
import type { KeptAnswer } from '../wizards/answer.ts'
import type { OrganizationSettings } from '../identity/settings.ts'
import { isSideRoad, type Category } from '../workflows/category.ts'
import { customerWordsOf, wordsAt, type CustomerLibrary } from '../workflows/customer-words.ts'
import { positionAt, type Position, type Process } from '../workflows/process.ts'
import type { LineItem, Order } from './order.ts'
import { paymentStatusWord } from './payment-status.ts'

/**
 * What a customer may know of their order, and nothing besides: a projection written out member by member, so that what is added to
 * an order later is not theirs to see until somebody says so here. No notes, no people, no lists, no stock, no ids.
 */
export type TrackedOrder = {
  organization: Pick<PublicOrganization, 'name' | 'locale' | 'timeZone' | 'color' | 'logoUrl'> & { email: string | null; phone: string | null }
  number: string
  placedAt: string
  /** When it came to where it stands. */
  changedAt: string
  /** Where it stands, in the customer's words; null while no step they may see was reached. */
  words: string | null
  ending: 'completed' | 'called_off' | null
  isPaused: boolean
  phases: TrackedPhase[]
  /** What comes after where it stands. */
  next: string | null
  dueAt: string | null
  scheduledAt: string | null
  fulfilment: string | null
  items: TrackedItem[]
  answers: KeptAnswer[]
  currency: string
  subtotal: number
  discount: number
  tax: number
  shipping: number
  total: number
  taxIncluded: boolean
  payment: string
}
export type Progress = 'done' | 'now' | 'to_come'
export type TrackedPhase = { name: string; progress: Progress; steps: { words: string; progress: Progress }[] }
export type TrackedItem = { name: string; quantity: number; unit: string | null; total: number; words: string | null; isPart: boolean; answers: KeptAnswer[] }

type Terms = {
  process: Process
  library: CustomerLibrary
  settings: OrganizationSettings
  logoUrl: string | null
  /** Whether a question was the customer's to answer; answers to others are the staff's. */
  isTheirs: (answer: KeptAnswer) => boolean
}

export function trackedOrderOf(order: Order, terms: Terms): TrackedOrder {
  const { process, library, settings } = terms
  const seen = customerWordsOf(order, process, library)
  // Whoever waits has not left the road; it goes on where it was left.
  const onRoad = order.heldFrom && isSideRoad(order.position.category) ? customerWordsOf({ ...order, position: order.heldFrom, heldFrom: null }, process, library) : seen
  const phases = phasesOf(order, onRoad?.position, terms)
  const ending = endingOf(order.position.category)
  return {
    organization: {
      name: settings.name, locale: settings.locale, timeZone: settings.timeZone, color: settings.brandColor, logoUrl: terms.logoUrl, email: settings.contactEmail, phone: settings.contactPhone,
    },
    number: order.number, placedAt: order.placedAt, changedAt: order.stepEnteredAt, words: seen?.words ?? null, ending, isPaused: order.position.category === 'on_hold', phases,
    next: ending === null ? (phases.flatMap(({ steps }) => steps).find(({ progress }) => progress === 'to_come')?.words ?? null) : null,
    dueAt: order.dueAt, scheduledAt: order.scheduledAt,
    fulfilment: process.orderType.fulfilmentMethods.find(({ key }) => key === order.fulfilmentMethod)?.name ?? null,
    items: order.lines.map((line) => itemOf(line, terms)),
    answers: order.answers.filter(terms.isTheirs), currency: order.currency,
    subtotal: order.subtotal, discount: order.discount, tax: order.tax, shipping: order.shipping, total: order.total, taxIncluded: order.taxIncluded,
    payment: paymentStatusWord(order.paymentStatus, settings.paymentStatuses).name,
  }
}

function itemOf(line: LineItem, { process, library, isTheirs }: Terms): TrackedItem {
  const isSeen = line.position !== null && (library.get(line.position.statusId)?.shownToCustomer ?? false)
  return {
    name: line.name, quantity: line.quantity, unit: line.unit, total: line.total, words: isSeen && line.position ? wordsAt(line.position, process, library) : null,
    isPart: line.parentId !== null, answers: line.answers.filter(isTheirs),
  }
}

/**
 * The order's road as the customer sees it: the steps of each phase that are theirs to see, those that read alike as one. Where the
 * order left its road for good, only what it reached is certain, so only that is told.
 */
function phasesOf(order: Order, seen: Position | undefined, { process, library }: Terms): TrackedPhase[] {
  const stops = order.route.map(({ phase, workflow }) => ({ phase, workflow, steps: stepsOf(process, phase, workflow, library) })).filter(({ steps }) => steps.length > 0)
  const road = stops.flatMap((stop) => stop.steps)
  const at = road.findIndex(({ positions }) => positions.some((position) => seen !== undefined && position.workflow === seen.workflow && position.step === seen.step && position.phase === seen.phase))
  if (at < 0) return []
  const isOver = endingOf(road[at]?.positions[0]?.category ?? 'draft') === 'completed'
  let i = 0
  return stops.map(({ phase, steps }): TrackedPhase => {
    const told = steps.map(({ words }) => ({ words, progress: progressOf(i++, at, isOver) }))
    const progress = told.some((step) => step.progress === 'now') ? 'now' : told.every((step) => step.progress === 'done') ? 'done' : told.every((step) => step.progress === 'to_come') ? 'to_come' : 'now'
    return { name: process.phaseNames[phase] ?? phase, progress, steps: told }
  })
}

function progressOf(i: number, at: number, isOver: boolean): Progress {
  if (i < at || (i === at && isOver)) return 'done'
  return i === at ? 'now' : 'to_come'
}

function stepsOf(process: Process, phase: string, workflow: string, library: CustomerLibrary): { words: string; positions: Position[] }[] {
  const steps: { words: string; positions: Position[] }[] = []
  for (const step of process.workflows[workflow]?.steps ?? []) {
    const position = positionAt(process, phase, workflow, step.key)
    if (!position || isSideRoad(step.category) || !(library.get(step.statusId)?.shownToCustomer ?? false)) continue
    const words = wordsAt(position, process, library)
    const last = steps.at(-1)
    if (last?.words === words) last.positions.push(position)
    else steps.push({ words, positions: [position] })
  }
  return steps
}

function endingOf(category: Category): TrackedOrder['ending'] {
  if (category === 'completed' || category === 'closed') return 'completed'
  return category === 'cancelled' || category === 'abandoned' || category === 'returned' ? 'called_off' : null
}
