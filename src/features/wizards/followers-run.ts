import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { refuseUnlessLinkOpen } from '#domain/orders/order-link.ts'
import type { ShownRun } from '#domain/wizards/contract.ts'
import { refuseUnlessOfferedOn } from '#domain/wizards/offered-on.ts'
import type { Answers } from '#domain/wizards/wizard.ts'
import { hashToken } from '#features/identity/token.ts'
import { findOrderLinkForChange, type OrderLink } from '#features/orders/order-link-rows.ts'
import { getOrder } from '#features/orders/order-rows.ts'
import type { Scope } from '#platform/scope.ts'
import { findFollowersRun, type Run } from './run-rows.ts'
import { showRun } from './show-run.ts'
import { standingOf } from './standing-of.ts'
import { beginRun, goOnWith } from './start-run.ts'
import { isForFollowers } from './who-may-run.ts'
import { findWizard, type WizardRow } from './wizard-rows.ts'

/** A private link to an order as whoever holds its token presents it. */
export type PresentedLink = { link: OrderLink; token: string }

/** The wizard as customers go through it on orders of theirs; unknown where it is none, or no more. */
export async function getFollowersWizard(scope: Scope, key: string): Promise<WizardRow> {
  const row = await findWizard(scope, key)
  return row && !row.isRetired && isForFollowers(row.wizard) ? row : refuseUnknown('page')
}

/** The run that the holder of the link goes on with; undefined where none was begun, or all are over. */
export async function findOpenRun(scope: Scope, { link, token }: PresentedLink, row: WizardRow, purpose: 'read' | 'change'): Promise<Run | undefined> {
  return findFollowersRun(scope, { orderId: link.orderId, wizardId: row.id, tokenHash: hashToken(token) }, purpose)
}

/**
 * Begins a run on the order that the link opens, and on no other; or goes on with the one that is open, begun on another device or
 * in another tab. Its token is the link's, so that it ends with the link. The run's id is the actor's.
 */
export async function beginFollowersRun(scope: Scope, presented: PresentedLink, key: string, answers: Answers): Promise<ShownRun> {
  if (scope.actor.kind !== 'customer') throw new Error('Whoever follows an order is its customer')
  // Held until the commit: of two tabs that begin at once, the second goes on with what the first began.
  const link = (await findOrderLinkForChange(scope, presented.link.id)) ?? refuseUnknown('order link')
  refuseUnlessLinkOpen(link, scope.now)
  const row = await getFollowersWizard(scope, key)
  const before = await findOpenRun(scope, presented, row, 'change')
  if (before) return goOnWith(scope, before, answers)
  const order = await getOrder(scope, link.orderId)
  refuseUnlessOfferedOn(row.wizard, await standingOf(scope, order), scope.actor)
  const begun = await beginRun(scope, {
    id: scope.actor.id, row, channel: 'web', location: null, orderId: order.id, lineItemId: null, subject: null, startedAt: scope.now, known: {}, answers, insists: true, tokenHash: hashToken(presented.token),
  })
  if (!begun) throw new Error('A new id belongs to no run yet')
  return showRun(scope, begun)
}
