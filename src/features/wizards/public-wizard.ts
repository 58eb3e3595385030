import { sql } from 'kysely'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { NOT_NOW, whyNotOn } from '#domain/wizards/offered-on.ts'
import { isOpen } from '#domain/hours/business-hours.ts'
import type { PublicDefinition, PublicWizard } from '#domain/wizards/public-contract.ts'
import { publicDefinitionOf, publicOrganizationOf, publicRunOf } from '#domain/wizards/public-view.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { askedWhile } from '#domain/wizards/within-hours.ts'
import type { OrderType } from '#domain/workflows/schema.ts'
import { momentOf } from '#features/identity/moment-of.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { getOrder } from '#features/orders/order-rows.ts'
import { readOrderTypes } from '#features/workflows/order-type-rows.ts'
import type { Database } from '#platform/database.ts'
import type { Scope } from '#platform/scope.ts'
import { findOpenRun, getFollowersWizard, type PresentedLink } from './followers-run.ts'
import { findWhyClosed } from './refuse-closed.ts'
import { getRun } from './run-rows.ts'
import { showRun } from './show-run.ts'
import { standingOf } from './standing-of.ts'
import { isForFollowers, isPublic } from './who-may-run.ts'
import { findWizard, getWizardVersion } from './wizard-rows.ts'

export type LinkedWizard = { organizationId: string; key: string }

/** Whose wizard a public link leads to, before any organization is known; whether it may be run is asked next. */
export async function findLinkedWizard({ db }: Database, link: string): Promise<LinkedWizard | undefined> {
  const { rows } = await sql<LinkedWizard>`SELECT organization_id AS "organizationId", wizard_key AS key FROM wizard_link WHERE link = ${link}`.execute(db)
  return rows[0]
}

/** Says no, always in the same words, to a wizard that the world may not run (any more). */
export async function getPublicWizard(scope: Scope, key: string): Promise<Wizard> {
  const row = await findWizard(scope, key)
  return row && !row.isRetired && isPublic(row.wizard) ? row.wizard : refuseUnknown('page')
}

/** Says no, in the same words, to a wizard that has no page for customers; whether this customer may go through it is asked with its first question. */
export async function refuseUnlessForCustomers(scope: Scope, key: string): Promise<void> {
  const row = await findWizard(scope, key)
  if (!row || row.isRetired || !(isPublic(row.wizard) || isForFollowers(row.wizard))) refuseUnknown('page')
}

/** The wizard with everything its page needs to know of whose it is. */
export async function showPublicWizard(scope: Scope, key: string, logoUrl: string): Promise<PublicWizard> {
  const wizard = await getPublicWizard(scope, key)
  const settings = await organizationSettings(scope)
  return { definition: publicDefinitionOf(await askedNow(scope, wizard, null)), organization: publicOrganizationOf(settings, settings.logoFileId === null ? null : logoUrl), orderTypes: await orderTypesOf(scope, wizard), about: null, isClosed: (await findWhyClosed(scope, wizard)) !== undefined }
}

/** The same of a wizard that is gone through on an order, for whoever presents a link to it; `trackingUrl` is that link, whole. */
export async function showFollowersWizard(scope: Scope, presented: PresentedLink, key: string, { logoUrl, trackingUrl }: { logoUrl: string; trackingUrl: string }): Promise<PublicWizard> {
  const row = await getFollowersWizard(scope, key)
  const settings = await organizationSettings(scope)
  const order = await getOrder(scope, presented.link.orderId)
  const standing = await standingOf(scope, order)
  const open = await findOpenRun(scope, presented, row, 'read')
  const run = open && publicRunOf(await showRun(scope, open), trackingUrl)
  return {
    definition: run?.definition ?? publicDefinitionOf(await askedNow(scope, row.wizard, order.location)), organization: publicOrganizationOf(settings, settings.logoFileId === null ? null : logoUrl), orderTypes: [publicOrderTypeOf(standing.process.orderType)],
    isClosed: false,
    about: {
      number: order.number, trackingUrl, run: run && open ? { ...run, token: `${open.id}.${presented.token}` } : null,
      closed: whyNotOn(row.wizard, standing, scope.actor) === undefined ? null : NOT_NOW,
    },
  }
}

/** The wizard as it would be asked of whoever began it at this moment. */
async function askedNow(scope: Scope, wizard: Wizard, location: string | null): Promise<Wizard> {
  const { now, hours } = await momentOf(scope)
  return askedWhile(wizard, isOpen(hours, location, now))
}

/** The wizard by which an offered item is entered, on the version this run has begun with it. */
export async function showPublicLineWizard(scope: Scope, runId: string, key: string): Promise<PublicDefinition> {
  const run = await getRun(scope, runId)
  const row = await findWizard(scope, key)
  if (!row || row.wizard.purpose !== 'line_item' || !row.wizard.audience.includes('customer')) refuseUnknown('page')
  const kept = run.subject?.lineWizards?.[key]
  if (row.isRetired && kept === undefined) refuseUnknown('page')
  return publicDefinitionOf(kept === undefined ? row.wizard : await getWizardVersion(scope, row.id, kept))
}

/** The order types that this wizard can make orders of, which are all where it asks. */
async function orderTypesOf(scope: Scope, wizard: Wizard): Promise<PublicWizard['orderTypes']> {
  const asks = wizard.pages.some(({ questions }) => questions.some(({ kind }) => kind === 'order_type'))
  const offered = (await readOrderTypes(scope)).filter(({ isRetired, orderType }) => !isRetired && (asks || orderType.key === wizard.orderType))
  return offered.map(({ orderType }) => publicOrderTypeOf(orderType))
}

function publicOrderTypeOf({ key, name, fulfilmentMethods }: Pick<OrderType, 'key' | 'name' | 'fulfilmentMethods'>): PublicWizard['orderTypes'][number] {
  return { key, name, fulfilmentMethods: fulfilmentMethods.map((method) => ({ key: method.key, name: method.name, shipping: method.shipping })) }
}
