import { differencesOf } from '#domain/blueprints/differences.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { checkWizard, warningsOf } from '#domain/wizards/check-wizard.ts'
import { reviewWizardDraft as contract } from '#domain/wizards/contract.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { findDraft } from '#features/drafts/draft-rows.ts'
import { isOutdated } from '#features/drafts/take-draft.ts'
import { operation } from '#platform/operation.ts'
import { findWizard } from './wizard-rows.ts'
import { wizardWorld } from './wizard-world.ts'

/** What publishing the draft would change, and what is wrong with it. No order is ever touched by a wizard that changes. */
export const reviewWizardDraft = operation(contract, async (scope, { key }) => {
  const draft = (await findDraft<Wizard>(scope, 'wizard', key)) ?? refuseUnknown('draft')
  const published = await findWizard(scope, key)
  return {
    version: (published?.version ?? 0) + 1,
    changes: published ? differencesOf(published.wizard, draft.definition) : [`“${draft.definition.name}” is new.`],
    faults: checkWizard(draft.definition, await wizardWorld(scope, draft.definition)).map(({ code, page, question, message, path }) => ({ code, step: question ?? page, message, path })),
    warnings: warningsOf(draft.definition),
    isOutdated: isOutdated(draft, published?.version ?? null),
    openOrders: 0,
  }
})
