import { sql } from 'kysely'
import type { Order } from '#domain/orders/order.ts'
import { trackedOrderOf, type TrackedOrder } from '#domain/orders/tracking.ts'
import type { KeptAnswer } from '#domain/wizards/answer.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { readLogo } from '#features/files/read-logo.ts'
import type { ReadFile } from '#features/files/read-file.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { statusLibrary } from '#features/workflows/status-library.ts'
import type { Database } from '#platform/database.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { withScope, type Scope } from '#platform/scope.ts'
import type { OrderLink } from './order-link-rows.ts'
import { getOrder } from './order-rows.ts'
import { getPresentedLink } from './presented-link.ts'
import { TRACKING } from './share-order.ts'

/**
 * One order as its customer may see it, for whoever presents the token of a link to it; and what stands beside it on their page.
 * Says no in words once the link is spent.
 */
export async function trackOrder<T>(database: Database, token: string, requestId: string, beside: (scope: Scope, order: Order) => Promise<T>): Promise<{ order: TrackedOrder; beside: T }> {
  return asHolder(database, token, requestId, async (scope, link) => {
    const order = await getOrder(scope, link.orderId)
    const settings = await organizationSettings(scope)
    const terms = { process: await getProcess(scope, order.processId), library: await statusLibrary(scope), settings, logoUrl: settings.logoFileId && `${TRACKING}${token}/logo` }
    const answered = [...order.answers, ...order.lines.flatMap((line) => line.answers)]
    return { order: trackedOrderOf(order, { ...terms, isTheirs: await theirAnswers(scope, answered) }), beside: await beside(scope, order) }
  })
}

/** The logo on the page that the token opens. */
export async function readTrackedLogo({ database, files }: { database: Database; files: FileStore }, token: string, requestId: string): Promise<ReadFile> {
  return asHolder(database, token, requestId, (scope) => readLogo(files, scope))
}

async function asHolder<T>(database: Database, token: string, requestId: string, work: (scope: Scope, link: OrderLink) => Promise<T>): Promise<T> {
  const link = await getPresentedLink(database, token)
  const caller = { organizationId: link.organizationId, actor: { kind: 'customer', id: link.id, name: 'Customer' }, origin: 'storefront', requestId } as const
  return withScope(database, caller, { reach: 'own', readOnly: true }, (scope) => work(scope, link))
}

/** Whether an answer is to a question that customers are asked, as the latest version of its wizard that has the question says. */
async function theirAnswers(scope: Scope, answered: KeptAnswer[]): Promise<(answer: KeptAnswer) => boolean> {
  const keys = [...new Set(answered.map(({ wizard }) => wizard))]
  if (keys.length === 0) return () => false
  const { rows } = await sql<{ definition: Wizard }>`SELECT v.definition FROM wizard w JOIN wizard_version v ON v.organization_id = w.organization_id AND v.wizard_id = w.id
    WHERE w.organization_id = ${scope.organizationId} AND w.key = ANY(${keys}::text[]) ORDER BY v.version DESC LIMIT 200`.execute(scope.db)
  const versions = rows.map(({ definition }) => definition)
  return ({ wizard, key, kind }) => {
    // People are the staff, and their names are no customer's business.
    if (kind === 'person') return false
    const latest = versions.find((version) => version.key === wizard && questionIn(version, key))
    const question = latest && questionIn(latest, key)
    return question !== undefined && latest !== undefined && latest.audience.includes('customer') && (question.visibleTo?.includes('customer') ?? true)
  }
}

function questionIn({ pages }: Wizard, key: string) {
  return pages.flatMap(({ questions }) => questions).find((question) => question.key === key)
}
