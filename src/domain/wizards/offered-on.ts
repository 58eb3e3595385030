import { roleOf, type Actor } from '../identity/actor.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Order } from '../orders/order.ts'
import { rulesOf } from '../workflows/category.ts'
import type { Facts } from '../workflows/condition.ts'
import { judgeWanted } from '../workflows/judge-move.ts'
import type { Process } from '../workflows/process.ts'
import type { QuestionKind, Wizard } from './wizard.ts'

/** The order as it stands, with what is known of it. */
export type Standing = { process: Process; order: Order; facts: Facts }

/** What changes what was ordered, or where it goes: it may be asked only while the order may be edited. */
const settled: ReadonlySet<QuestionKind> = new Set(['customer', 'items', 'shipping_address', 'fulfilment_method'])

/** What the wizard's own answers may bring about: the verdict is asked again, in full, when it makes its move. */
const mayBeMet: ReadonlySet<string> = new Set(['guard', 'checklist'])

/** Why a wizard that updates cannot be gone through on the order as it stands, in words one can act on; undefined where it can. */
export function whyNotOn(wizard: Wizard, { process, order, facts }: Standing, actor: Actor): string | undefined {
  const { category } = order.position
  const { name, mayEdit } = rulesOf(category)
  if (order.archivedAt !== null) return 'The order is archived.'
  if (wizard.offeredIn && !wizard.offeredIn.includes(category)) return `“${wizard.name}” is for orders that are ${wizard.offeredIn.map((one) => rulesOf(one).name.toLowerCase()).join(' or ')}; this one is ${name.toLowerCase()}.`
  if (!mayEdit && wizard.pages.some(({ questions }) => questions.some(({ kind }) => settled.has(kind)))) return `The order is ${name.toLowerCase()}: what was ordered can no longer be changed.`
  if (wizard.transition === undefined) return undefined
  const { verdict } = judgeWanted(process, order, facts, roleOf(actor), { transition: wizard.transition, byWizard: actor.kind === 'customer' }, (move) => move.name)
  return verdict.blockedBy.find(({ code }) => !mayBeMet.has(code))?.message
}

/** All that a customer learns of it: where exactly an order stands inside is the staff's alone. */
export const NOT_NOW = 'This is not asked about your order any more, or cannot be changed here. The page of your order says where it stands.'

/** Says no to going through it, to a customer without the reason. */
export function refuseUnlessOfferedOn(wizard: Wizard, standing: Standing, actor: Actor): void {
  const why = whyNotOn(wizard, standing, actor)
  if (why !== undefined) refuse('illegal-transition', actor.kind === 'customer' ? NOT_NOW : why)
}
