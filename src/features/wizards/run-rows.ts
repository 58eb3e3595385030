import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '#domain/identity/actor.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import type { Channel } from '#domain/orders/channel.ts'
import type { Answers } from '#domain/wizards/wizard.ts'
import { refuseStale, type Scope } from '#platform/scope.ts'

export type RunChannel = Exclude<Channel, 'import'>

export type Run = {
  id: string
  wizardId: string
  wizardVersion: number
  version: number
  state: 'open' | 'finished' | 'discarded'
  channel: RunChannel
  /** The page it got to, as far as somebody said that a page is complete; null once the last one is. */
  page: string | null
  answers: Answers
  orderId: string | null
  lineItemId: string | null
  /** What a line item's wizard was opened for; and the versions by which the entries of an items question are entered. */
  subject: { productId?: string; sku?: string; lineWizards?: Record<string, number>; asksByThoseAlone?: boolean } | null
  location: string | null
  summary: string
  startedBy: Actor
  memberId: string | null
  startedAt: string
  updatedAt: string
  finishedAt: string | null
}

const columns = sql`r.id, r.wizard_id AS "wizardId", r.wizard_version AS "wizardVersion", r.version, r.state, r.channel, r.page, r.answers, r.order_id AS "orderId",
  r.line_item_id AS "lineItemId", r.subject, r.location, r.summary, r.started_by AS "startedBy", r.member_id AS "memberId", r.started_at AS "startedAt",
  r.updated_at AS "updatedAt", r.finished_at AS "finishedAt"`

/** A run of this organization; to a customer every run but their own is unknown, as it is to whoever it does not belong to. */
export async function getRun(scope: Scope, id: string): Promise<Run> {
  return (await findRun(scope, id, sql``)) ?? refuseUnknown('wizard run')
}

/** The same to change it: held until the commit, so that of two who finish at once the second finds it finished. */
export async function getRunForChange(scope: Scope, id: string): Promise<Run> {
  const run = (await findRunForChange(scope, id)) ?? refuseUnknown('wizard run')
  refuseStale(scope, run.version)
  return run
}

export function findRunForChange(scope: Scope, id: string): Promise<Run | undefined> {
  return findRun(scope, id, sql`FOR UPDATE`)
}

async function findRun(scope: Scope, id: string, lock: RawBuilder<unknown>): Promise<Run | undefined> {
  if (scope.reach === 'own' && (scope.actor.kind !== 'customer' || scope.actor.id !== id)) return undefined
  const { rows } = await sql<Run>`SELECT ${columns} FROM wizard_run r WHERE r.organization_id = ${scope.organizationId} AND r.id = ${id} ${lock}`.execute(scope.db)
  return rows[0]
}

/** The open run by which whoever holds the token with this hash goes through a wizard on an order; held until the commit where it is to be changed. */
export async function findFollowersRun(scope: Scope, { orderId, wizardId, tokenHash }: { orderId: string; wizardId: string; tokenHash: string }, purpose: 'read' | 'change'): Promise<Run | undefined> {
  const { rows } = await sql<Run>`SELECT ${columns} FROM wizard_run r WHERE r.organization_id = ${scope.organizationId} AND r.order_id = ${orderId} AND r.wizard_id = ${wizardId}
    AND r.token_hash = decode(${tokenHash}, 'hex') AND r.state = 'open' ORDER BY r.started_at DESC, r.id LIMIT 1 ${purpose === 'change' ? sql`FOR UPDATE` : sql``}`.execute(scope.db)
  return rows[0]
}

/** Says whether there was none with this id yet: of two who begin the same run at once, one begins it. */
export async function insertRun(scope: Scope, run: Run, tokenHash: string | null): Promise<boolean> {
  const { rows } = await sql`INSERT INTO wizard_run (organization_id, id, wizard_id, wizard_version, version, state, channel, page, answers, order_id, line_item_id, subject,
      location, summary, started_by, member_id, token_hash, started_at, updated_at)
    VALUES (${scope.organizationId}, ${run.id}, ${run.wizardId}, ${run.wizardVersion}, ${run.version}, ${run.state}, ${run.channel}, ${run.page}, ${JSON.stringify(run.answers)}::jsonb,
      ${run.orderId}, ${run.lineItemId}, ${run.subject && JSON.stringify(run.subject)}::jsonb, ${run.location}, ${run.summary}, ${JSON.stringify(run.startedBy)}::jsonb,
      ${run.memberId}, decode(${tokenHash}, 'hex'), ${run.startedAt}, ${run.updatedAt})
    ON CONFLICT DO NOTHING RETURNING id`.execute(scope.db)
  return rows.length === 1
}

/** Saves what became of a run, one version on. */
export async function saveRun(scope: Scope, run: Run): Promise<Run> {
  const saved = { ...run, version: run.version + 1, updatedAt: scope.now }
  await sql`UPDATE wizard_run SET version = ${saved.version}, state = ${saved.state}, page = ${saved.page}, answers = ${JSON.stringify(saved.answers)}::jsonb,
      order_id = ${saved.orderId}, line_item_id = ${saved.lineItemId}, subject = ${saved.subject && JSON.stringify(saved.subject)}::jsonb, summary = ${saved.summary},
      updated_at = ${saved.updatedAt}, finished_at = ${saved.finishedAt}
    WHERE organization_id = ${scope.organizationId} AND id = ${saved.id}`.execute(scope.db)
  return saved
}
