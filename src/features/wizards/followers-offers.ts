import type { Order } from '#domain/orders/order.ts'
import { whyNotOn } from '#domain/wizards/offered-on.ts'
import type { Scope } from '#platform/scope.ts'
import { standingOf } from './standing-of.ts'
import { isForFollowers } from './who-may-run.ts'
import { readLinks } from './wizard-links.ts'
import { readWizards } from './wizard-rows.ts'

/** A wizard that the customer may go through on their order now: what it is called, and the link of its page, /i/…. */
export type FollowersOffer = { name: string; link: string }

export async function listFollowersOffers(scope: Scope, order: Order): Promise<FollowersOffer[]> {
  const wizards = (await readWizards(scope)).filter(({ wizard, isRetired }) => !isRetired && isForFollowers(wizard))
  if (wizards.length === 0) return []
  const standing = await standingOf(scope, order)
  const links = await readLinks(scope)
  return wizards.flatMap(({ wizard }) => {
    const link = links.get(wizard.key)
    return link !== undefined && whyNotOn(wizard, standing, scope.actor) === undefined ? [{ name: wizard.name, link }] : []
  })
}
