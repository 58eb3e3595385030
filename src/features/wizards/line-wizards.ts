import { lineWizardOf } from '#domain/wizards/line-wizard-of.ts'
import type { Audience, Wizard } from '#domain/wizards/wizard.ts'
import type { Scope } from '#platform/scope.ts'
import type { Offered } from '#features/catalog/offered-rows.ts'
import type { Run } from './run-rows.ts'
import { getWizardVersion, readWizards } from './wizard-rows.ts'

export type LineWizard = { wizard: Wizard; version: number }

/**
 * The wizards by which line items are entered, as this run goes by them: what an entry was first entered with it stays with, though
 * the wizard is changed meanwhile.
 */
export async function lineWizardsFor(scope: Scope, run: Pick<Run, 'subject'> | undefined, audience: Audience): Promise<(item: Offered) => LineWizard | undefined> {
  const kept = run?.subject?.lineWizards ?? {}
  const rows = (await readWizards(scope)).filter(({ wizard, isRetired }) => wizard.purpose === 'line_item' && wizard.audience.includes(audience) && (!isRetired || kept[wizard.key] !== undefined))
  const wizards = await Promise.all(rows.map(async ({ id, version, wizard }): Promise<LineWizard> => {
    const version0 = kept[wizard.key] ?? version
    return { version: version0, wizard: version0 === version ? wizard : await getWizardVersion(scope, id, version0) }
  }))
  return (item) => {
    const fitting = lineWizardOf(item, wizards.map(({ wizard }) => wizard))
    return wizards.find(({ wizard }) => wizard === fitting)
  }
}
