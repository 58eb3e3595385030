import { listWizards as contract, type ListedWizard } from '#domain/wizards/contract.ts'
import { whyClosed } from '#domain/wizards/why-closed.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { audienceOf, mayRun } from '#domain/wizards/for-whom.ts'
import { readDrafts } from '#features/drafts/draft-rows.ts'
import { readOrderTypes, type OrderTypeRow } from '#features/workflows/order-type-rows.ts'
import { readWorkflows, type WorkflowRow } from '#features/workflows/workflow-rows.ts'
import { operation } from '#platform/operation.ts'
import { isPublic } from './who-may-run.ts'
import { readLinks } from './wizard-links.ts'
import { readWizards, type WizardRow } from './wizard-rows.ts'

/** Every wizard, published or still a draft, with who uses it. `runnable` asks for those that this member may start now. */
export const listWizards = operation(contract, async (scope, asked) => {
  const rows = await readWizards(scope)
  const drafts = await readDrafts<Wizard>(scope, 'wizard')
  const links = await readLinks(scope)
  const using = { orderTypes: await readOrderTypes(scope), workflows: await readWorkflows(scope) }
  const types = using.orderTypes.map(({ orderType: { key, name }, isRetired }) => ({ key, name, isRetired }))
  const closedOf = (wizard: Wizard) => whyClosed(wizard, types) ?? null
  const published = rows.map((row) => listed(row.wizard, row, { hasDraft: drafts.some(({ key }) => key === row.wizard.key), link: links.get(row.wizard.key) ?? null, usedBy: usersOf(row.wizard, using), closed: closedOf(row.wizard) }))
  const begun = drafts.filter(({ key }) => !rows.some(({ wizard }) => wizard.key === key)).map(({ definition }) => listed(definition, undefined, { hasDraft: true, link: null, usedBy: [], closed: null }))
  const isRunnable = (row: WizardRow) => !row.isRetired && closedOf(row.wizard) === null && mayRun(scope, row.wizard) && row.wizard.audience.includes(audienceOf(scope, asked.channel ?? 'back_office'))
  const runnable = new Set(rows.filter(isRunnable).map(({ wizard }) => wizard.key))
  return {
    items: [...published, ...begun].filter((one) =>
      (asked.purpose === undefined || one.purpose === asked.purpose)
      && (asked.channel === undefined || (one.channels as string[]).includes(asked.channel))
      && (asked.runnable === undefined || runnable.has(one.key) === asked.runnable)),
  }
})

function listed(wizard: Wizard, row: WizardRow | undefined, more: Pick<ListedWizard, 'hasDraft' | 'link' | 'usedBy' | 'closed'>): ListedWizard {
  const { key, name, purpose, audience, channels, pages } = wizard
  return {
    key, name, description: wizard.description ?? null, purpose, audience, channels, orderType: wizard.orderType ?? null, pageCount: pages.length,
    questionCount: pages.reduce((count, { questions }) => count + questions.length, 0), version: row?.version ?? null, publishedAt: row?.publishedAt ?? null,
    isRetired: row?.isRetired ?? false, ...more, link: row && !row.isRetired && isPublic(wizard) ? more.link : null,
  }
}

/** The names of what opens it: order types, moves of workflows; of a wizard for line items, what it is for. */
function usersOf({ key, appliesTo }: Wizard, { orderTypes, workflows }: { orderTypes: OrderTypeRow[]; workflows: WorkflowRow[] }): string[] {
  return [
    ...orderTypes.flatMap(({ orderType, isRetired }) => (!isRetired && orderType.wizards?.some(({ wizard }) => wizard === key) ? orderType.name : [])),
    ...workflows.flatMap(({ workflow }) => workflow.transitions.filter(({ wizard }) => wizard === key).map(({ name }) => `${workflow.name}: ${name}`)),
    ...(appliesTo?.categories ?? []), ...(appliesTo?.units ?? []), ...(appliesTo?.products?.length ? [`${appliesTo.products.length} ${appliesTo.products.length === 1 ? 'product' : 'products'}`] : []),
  ]
}
