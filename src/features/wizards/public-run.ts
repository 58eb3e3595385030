import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { InputOf } from '#domain/kernel/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { refuse, Refusal, refuseUnknown } from '#domain/kernel/refusal.ts'
import { refuseUnlessLinkOpen } from '#domain/orders/order-link.ts'
import { NOT_NOW } from '#domain/wizards/offered-on.ts'
import type * as contract from '#domain/wizards/public-contract.ts'
import type { PublicItem, PublicRun } from '#domain/wizards/public-contract.ts'
import { mayBeForgotten } from '#domain/wizards/unfinished.ts'
import { publicItemOf, publicRunOf } from '#domain/wizards/public-view.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { hashToken } from '#features/identity/token.ts'
import { getPresentedLink } from '#features/orders/presented-link.ts'
import { shareBy, TRACKING } from '#features/orders/share-order.ts'
import type { Database } from '#platform/database.ts'
import { perform, withRefusals } from '#platform/operation.ts'
import { withScope, type Caller, type Scope } from '#platform/scope.ts'
import { answerRun } from './answer-run.ts'
import { finishRun } from './finish-run.ts'
import { beginFollowersRun, type PresentedLink } from './followers-run.ts'
import { getRun } from './get-run.ts'
import { listOfferedItems } from './list-offered-items.ts'
import type { LinkedWizard } from './public-wizard.ts'
import { startRun } from './start-run.ts'
import { isForFollowers } from './who-may-run.ts'
import { findWizard } from './wizard-rows.ts'

/** Somebody the world sent, going through a run. They act as its customer, whose id is the run's: theirs is this run and nothing else. */
export type PublicCaller = Caller & {
  runId: string
  secret: string
  startedAt: string
  /** Whether it is gone through on an order, whose link the secret opens. */
  isFollower: boolean
}

type At = { database: Database; publicUrl: string }

const TOKEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/

/**
 * The link to an order that is presented with a wizard gone through on orders; undefined with any other wizard, which asks for none.
 * A link to another business's order, like none at all, is unknown.
 */
export async function presentLink({ database }: At, { organizationId, key }: LinkedWizard, requestId: string, token: string | undefined): Promise<PresentedLink | undefined> {
  const row = await withScope(database, customerOf(organizationId, newId(), requestId), { reach: 'own', readOnly: true }, (scope) => findWizard(scope, key))
  if (!row || !isForFollowers(row.wizard)) return undefined
  const link = await getPresentedLink(database, token ?? '')
  return link.organizationId === organizationId ? { link, token: token ?? '' } : refuseUnknown('order link')
}

/** Begins a run; its token is told this once. */
export async function startPublicRun({ database }: At, { organizationId, key }: LinkedWizard, requestId: string, { answers }: Pick<InputOf<typeof contract.startPublicRun>, 'answers'>): Promise<PublicRun> {
  const runId = newId()
  const started = await perform(database, startRun, customerOf(organizationId, runId, requestId), { key, id: runId, channel: 'web', answers })
  return { ...publicRunOf(started, ''), token: `${runId}.${started.resumeToken ?? ''}` }
}

/** Begins a run on the order that the link opens, or goes on with the one that is open. */
export async function startFollowersRun({ database, publicUrl }: At, { organizationId, key }: LinkedWizard, requestId: string, presented: PresentedLink, { answers }: Pick<InputOf<typeof contract.startPublicRun>, 'answers'>): Promise<PublicRun> {
  const started = await withRefusals(() => withScope(database, customerOf(organizationId, newId(), requestId), { reach: 'own' }, (scope) => beginFollowersRun(scope, presented, key, answers)))
  return { ...publicRunOf(started, `${publicUrl}${TRACKING}${presented.token}`), token: `${started.id}.${presented.token}` }
}

/** Whoever shows a run's token, as the customer of that run. A token of another wizard's run opens nothing here, nor one whose link to an order is spent. */
export async function openPublicRun({ database }: At, { organizationId, key }: LinkedWizard, requestId: string, token: string | undefined): Promise<PublicCaller> {
  const [, runId, secret] = TOKEN.exec(token ?? '') ?? []
  if (runId === undefined || secret === undefined) return refuseUnknown('run')
  const caller = customerOf(organizationId, runId, requestId)
  return withScope(database, caller, { reach: 'own', readOnly: true }, async (scope) => {
    const { rows } = await sql<{ tokenHash: string | null; startedAt: string; isFollower: boolean; expiresAt: string | null; revokedAt: string | null }>`
      SELECT encode(r.token_hash, 'hex') AS "tokenHash", r.started_at AS "startedAt", v.definition->>'purpose' = 'update' AS "isFollower", l.expires_at AS "expiresAt", l.revoked_at AS "revokedAt"
      FROM wizard_run r JOIN wizard w ON w.organization_id = r.organization_id AND w.id = r.wizard_id
      JOIN wizard_version v ON v.organization_id = r.organization_id AND v.wizard_id = r.wizard_id AND v.version = r.wizard_version
      LEFT JOIN order_link l ON l.organization_id = r.organization_id AND l.order_id = r.order_id AND l.token_hash = r.token_hash
      WHERE r.organization_id = ${organizationId} AND r.id = ${runId} AND w.key = ${key} AND r.state <> 'discarded'`.execute(scope.db)
    const [row] = rows
    if (!row) return refuseGone(scope, runId)
    if (!row.tokenHash || !timingSafeEqual(Buffer.from(row.tokenHash), Buffer.from(hashToken(secret)))) return refuseUnknown('run')
    const { startedAt, isFollower, expiresAt, revokedAt } = row
    if (isFollower) refuseUnlessLinkOpen({ revokedAt, expiresAt: expiresAt ?? scope.now }, scope.now)
    return { ...caller, runId, secret, startedAt, isFollower }
  })
}

async function refuseGone(scope: Scope, runId: string): Promise<never> {
  const { unfinishedDays: days } = await organizationSettings(scope)
  if (!mayBeForgotten(runId, days, scope.now)) return refuseUnknown('run')
  return refuse('link-expired', `What was begun here is kept for ${days === 1 ? 'one day' : `${days} days`} and has been deleted since. Begin anew.`)
}

export async function getPublicRun(at: At, caller: PublicCaller): Promise<PublicRun> {
  return publicRunOf(await perform(at.database, getRun, caller, { id: caller.runId }), trackingUrlOf(at, caller))
}

export async function answerPublicRun(at: At, caller: PublicCaller, { answers, completes }: Pick<InputOf<typeof contract.answerPublicRun>, 'answers' | 'completes'>): Promise<PublicRun> {
  return publicRunOf(await perform(at.database, answerRun, caller, { id: caller.runId, answers, completes }), trackingUrlOf(at, caller))
}

/** Finishes, and opens the page at which the order is followed. Asked again, because an answer got lost, it gives the same of both. */
export async function finishPublicRun(at: At, caller: PublicCaller, { answers }: Pick<InputOf<typeof contract.finishPublicRun>, 'answers'>): Promise<PublicRun> {
  const finished = await perform(at.database, finishRun, caller, { id: caller.runId, answers }).catch((error: unknown) => {
    throw caller.isFollower ? withoutTheInside(error) : error
  })
  if (caller.isFollower) return publicRunOf(finished, trackingUrlOf(at, caller))
  const orderId = finished.order?.id ?? refuse('unavailable', 'The order was not made. Send it again.')
  await withScope(at.database, caller, { reach: 'own' }, (scope) => shareBy(scope, orderId, trackingTokenOf(caller)))
  return publicRunOf(finished, trackingUrlOf(at, caller))
}

export async function listPublicItems({ database }: At, caller: PublicCaller, { question, q, category, cursor, limit }: InputOf<typeof contract.listPublicItems>): Promise<{ items: PublicItem[]; nextCursor: string | null }> {
  const { items, nextCursor } = await perform(database, listOfferedItems, caller, { question, q, category, cursor, limit, id: caller.runId })
  return { items: items.map(publicItemOf), nextCursor }
}

function customerOf(organizationId: string, runId: string, requestId: string): Caller {
  return { organizationId, actor: { kind: 'customer', id: runId, name: 'Customer' }, origin: 'storefront', requestId }
}

/**
 * The token of the page at which the order is followed, made from the run's secret, which only its holder has: so it can be told
 * again to whoever comes back with the run, though only its hash is kept here. It opens nothing but that page.
 */
function trackingTokenOf({ secret, runId }: PublicCaller): string {
  return createHmac('sha256', secret).update(`docket-tracking ${runId}`).digest('base64url')
}

function trackingUrlOf({ publicUrl }: At, caller: PublicCaller): string {
  return `${publicUrl}${TRACKING}${caller.isFollower ? caller.secret : trackingTokenOf(caller)}`
}

/** What the verbs of orders refuse names moves, steps and fields of the staff's: a customer reads what is about their own answers. */
function withoutTheInside(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error
  const isAboutAnswers = error.slug === 'validation-failed' && error.errors.every(({ pointer }) => pointer.startsWith('/answers/'))
  return isAboutAnswers || !inside.has(error.slug) ? error : new Refusal('illegal-transition', NOT_NOW, [])
}

const inside: ReadonlySet<string> = new Set(['validation-failed', 'illegal-transition', 'order-locked', 'forbidden'])
