import { roleNames } from '#domain/kernel/permission.ts'
import { refuse, refuseField, refuseUnknown } from '#domain/kernel/refusal.ts'
import { channelNames, type Channel } from '#domain/orders/channel.ts'
import { audienceOf, isOfferedAt, mayRun } from '#domain/wizards/for-whom.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import type { Scope } from '#platform/scope.ts'
import { findWizard, findWizardVersion, type WizardRow } from './wizard-rows.ts'

/**
 * The published wizard that is to be run, on its present version or the one a run was begun on; one that is retired, or not this
 * actor's to know of, is unknown.
 */
export async function getRunnableWizard(scope: Scope, key: string, channel: Channel, begunOn?: number): Promise<WizardRow> {
  const current = await findWizard(scope, key)
  // Begun before it was retired, as before it was changed, a run is finished all the same.
  if (!current || (current.isRetired && begunOn === undefined)) refuseUnknown('wizard')
  const row = begunOn === undefined || begunOn === current.version ? current : await onVersion(scope, current, begunOn)
  if (scope.reach === 'own' && !isPublic(row.wizard)) refuseUnknown('wizard')
  const audience = audienceOf(scope, channel)
  if (!row.wizard.audience.includes(audience)) refuse('forbidden', `“${row.wizard.name}” is not for ${audience === 'staff' ? 'the staff' : 'assistants'}.`)
  if (!mayRun(scope, row.wizard)) refuse('forbidden', `Only ${row.wizard.roles?.map((role) => roleNames[role]).join(', ')} may run “${row.wizard.name}”.`)
  if (!isOfferedAt(row.wizard, channel)) {
    refuseField('/channel', 'unfit', `“${row.wizard.name}” is not offered at ${channelNames[channel]}. It is at: ${row.wizard.channels.map((name) => channelNames[name]).join(', ')}.`)
  }
  return row
}

async function onVersion(scope: Scope, current: WizardRow, version: number): Promise<WizardRow> {
  const wizard = await findWizardVersion(scope, current.id, version)
  return wizard ? { ...current, version, wizard } : refuseField('/begunOn/version', 'unknown', `“${current.wizard.name}” was never published as version ${version}. Its newest is version ${current.version}.`)
}

/** Whether the world may run it by its link. */
export function isPublic({ purpose, audience, channels }: Pick<Wizard, 'purpose' | 'audience' | 'channels'>): boolean {
  return purpose === 'create' && audience.includes('customer') && channels.includes('web')
}

/** Whether customers go through it on an order of theirs, from the page at which they follow it. */
export function isForFollowers({ purpose, audience, channels }: Pick<Wizard, 'purpose' | 'audience' | 'channels'>): boolean {
  return purpose === 'update' && audience.includes('customer') && channels.includes('web')
}
