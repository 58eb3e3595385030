import { sql } from 'kysely'
import type { ShownRun } from '#domain/wizards/contract.ts'
import { firstOpenPage } from '#domain/wizards/read-answers.ts'
import { isFor } from '#domain/wizards/show-if.ts'
import type { Audience, Wizard } from '#domain/wizards/wizard.ts'
import type { Scope } from '#platform/scope.ts'
import { estimateOf } from './estimate.ts'
import { keptLineWizards } from './line-wizards.ts'
import { readRun, type ReadRun } from './read-run.ts'
import type { Run } from './run-rows.ts'

/** A run as whoever goes through it sees it. */
export async function showRun(scope: Scope, run: Run): Promise<ShownRun> {
  const read = await readRun(scope, run, run.answers, 'all')
  return {
    id: run.id, version: run.version, state: run.state, channel: run.channel, wizard: { key: read.wizard.key, version: run.wizardVersion, name: read.wizard.name },
    page: run.state === 'open' ? pageOf(run, read) : null,
    definition: askedOf(read.wizard, read.audience),
    answers: run.state === 'open' ? read.answers : run.answers,
    estimate: estimateOf(read), summary: run.summary,
    order: run.orderId === null ? null : await orderOf(scope, run.orderId),
    lineItemId: run.lineItemId, lineWizards: run.state === 'open' ? await keptLineWizards(scope, run) : [], asksByThoseAlone: run.subject?.asksByThoseAlone ?? false, startedAt: run.startedAt, updatedAt: run.updatedAt, startedBy: run.startedBy.name,
  }
}

/** The page it is at: the first that is not complete, or that nobody said is; null when only finishing is left. */
function pageOf(run: Run, read: ReadRun): string | null {
  const order = read.pages.map(({ page }) => page.key)
  const incomplete = firstOpenPage(read)
  const reached = run.page === null ? null : (order.includes(run.page) ? run.page : null)
  if (incomplete === null || reached === null) return incomplete ?? reached
  return order.indexOf(incomplete) < order.indexOf(reached) ? incomplete : reached
}

/** The wizard without what its audience is not asked. */
function askedOf(wizard: Wizard, audience: Audience): Wizard {
  return { ...wizard, pages: wizard.pages.map((page) => ({ ...page, questions: page.questions.filter((question) => isFor(question, audience)) })) }
}

async function orderOf(scope: Scope, id: string): Promise<ShownRun['order']> {
  const { rows } = await sql<{ number: string }>`SELECT number FROM orders WHERE organization_id = ${scope.organizationId} AND id = ${id}`.execute(scope.db)
  return rows[0] ? { id, number: rows[0].number, trackingUrl: null } : null
}
