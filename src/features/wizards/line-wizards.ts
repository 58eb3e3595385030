import { refuseField } from '#domain/kernel/refusal.ts'
import type { ShownRun } from '#domain/wizards/contract.ts'
import { audienceOf, isAskedBy } from '#domain/wizards/for-whom.ts'
import { lineWizardOf } from '#domain/wizards/line-wizard-of.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import type { Scope } from '#platform/scope.ts'
import type { Offered } from '#features/catalog/offered-rows.ts'
import type { Run } from './run-rows.ts'
import { findWizardVersion, getWizardVersion, readWizards, type WizardRow } from './wizard-rows.ts'

export type LineWizard = { wizard: Wizard; version: number }

/**
 * The wizards by which line items are entered, as this run goes by them: what an entry was first entered with it stays with, though
 * the wizard is changed meanwhile; and of a run that said what it was begun on, nothing published since asks anything.
 */
export async function lineWizardsFor(scope: Scope, { subject, channel }: Pick<Run, 'subject' | 'channel'>): Promise<(item: Offered) => LineWizard | undefined> {
  const kept = subject?.lineWizards ?? {}
  const asksOthers = subject?.asksByThoseAlone !== true
  const rows = (await readWizards(scope)).filter(({ wizard, isRetired }) => kept[wizard.key] !== undefined || (asksOthers && !isRetired))
  const wizards = await Promise.all(rows.map(async (row) => onVersion(scope, row, kept[row.wizard.key] ?? row.version)))
  const audience = audienceOf(scope, channel)
  const isAsking = ({ wizard }: LineWizard) => (kept[wizard.key] === undefined ? isAskedBy(scope, channel, wizard) : wizard.audience.includes(audience))
  const entering = wizards.filter((one) => one.wizard.purpose === 'line_item' && isAsking(one))
  return (item) => {
    const fitting = lineWizardOf(item, entering.map(({ wizard }) => wizard))
    return entering.find(({ wizard }) => wizard === fitting)
  }
}

/** The wizards that a run's items were entered by, each on the version the run goes on with. */
export async function keptLineWizards(scope: Scope, { subject }: Pick<Run, 'subject'>): Promise<ShownRun['lineWizards']> {
  const kept = subject?.lineWizards ?? {}
  if (Object.keys(kept).length === 0) return []
  const rows = (await readWizards(scope)).filter(({ wizard }) => kept[wizard.key] !== undefined)
  return Promise.all(rows.map(async (row) => {
    const { version, wizard } = await onVersion(scope, row, kept[row.wizard.key] ?? row.version)
    return { version, definition: wizard }
  }))
}

async function onVersion(scope: Scope, { id, version, wizard }: WizardRow, wanted: number): Promise<LineWizard> {
  return { version: wanted, wizard: wanted === version ? wizard : await getWizardVersion(scope, id, wanted) }
}

/** Says no to versions of wizards that were never published. */
export async function refuseUnknownLineWizards(scope: Scope, named: Record<string, number>): Promise<void> {
  if (Object.keys(named).length === 0) return
  const rows = await readWizards(scope)
  for (const [key, version] of Object.entries(named)) {
    const row = rows.find(({ wizard }) => wizard.key === key)
    if (!row || !(await findWizardVersion(scope, row.id, version))) refuseField(`/begunOn/lineWizards/${key}`, 'unknown', row ? `“${row.wizard.name}” was never published as version ${version}. Its newest is version ${row.version}.` : `There is no wizard “${key}”.`)
  }
}
