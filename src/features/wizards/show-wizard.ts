import { answersSchema } from '#domain/wizards/answers-schema.ts'
import type { ShownWizard } from '#domain/wizards/contract.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { findDraft } from '#features/drafts/draft-rows.ts'
import { showDraft } from '#features/drafts/show-draft.ts'
import type { Scope } from '#platform/scope.ts'
import { isPublic } from './who-may-run.ts'
import { readLinks } from './wizard-links.ts'
import { findWizard } from './wizard-rows.ts'

/** A wizard as its editor sees it: published, draft, its public address; unknown where it is neither. */
export async function showWizard(scope: Scope, key: string): Promise<ShownWizard> {
  const row = await findWizard(scope, key)
  const draft = await findDraft<Wizard>(scope, 'wizard', key)
  if (!row && !draft) refuseUnknown('wizard')
  return {
    key,
    published: row ? { version: row.version, publishedAt: row.publishedAt, definition: row.wizard } : null,
    draft: draft ? showDraft(draft) : null,
    isRetired: row?.isRetired ?? false,
    link: row && !row.isRetired && isPublic(row.wizard) ? ((await readLinks(scope)).get(key) ?? null) : null,
    answersSchema: row ? answersSchema(row.wizard) : null,
  }
}
