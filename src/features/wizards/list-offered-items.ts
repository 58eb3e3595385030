import { refuseField } from '#domain/kernel/refusal.ts'
import { listOfferedItems as contract } from '#domain/wizards/contract.ts'
import { pagesOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import { lineWizardsFor } from './line-wizards.ts'
import { listOffered } from '#features/catalog/offered-rows.ts'
import { getRun } from './run-rows.ts'
import { getWizardVersion } from './wizard-rows.ts'

/** What a run's question about items offers, by name, each with the wizard it is entered by. */
export const listOfferedItems = operation(contract, async (scope, asked) => {
  const { id, question: key } = asked
  const { after, pageOf } = pagesOf(scope, contract.name, asked, ['text', 'integer', 'uuid'])
  const run = await getRun(scope, id)
  const wizard = await getWizardVersion(scope, run.wizardId, run.wizardVersion)
  const question = wizard.pages.flatMap(({ questions }) => questions).find((one) => one.kind === 'items' && (key === undefined || one.key === key))
    ?? refuseField('/question', 'unknown', `“${wizard.name}” has no such question about items.`)
  const lineWizardOf = await lineWizardsFor(scope, run)
  const { items, nextCursor } = pageOf(await listOffered(scope, question, asked, after), (row) => [row.sortName, row.position, row.variantId])
  return {
    items: items.map((row) => ({
      productId: row.productId, sku: row.sku, name: row.name, description: row.description, category: row.category, unit: row.unit,
      price: { amount: row.price, currency: row.currency }, available: row.available, wizard: lineWizardOf(row)?.wizard.key ?? null,
    })),
    nextCursor,
  }
})
