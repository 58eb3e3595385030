import { newId } from '#domain/kernel/id.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { ask, type Answered } from '../ask.ts'
import type { CounterData } from './counter-data.ts'
import type { CounterStore, KeptRun } from './counter-store.ts'
import { isUnreachable, reach } from './network.ts'
import { filesIn } from './send-queue.ts'

export type OpenRun = { id: string; summary: string; wizard: string; updatedAt: string; startedBy?: string; isHere: boolean }

/** Runs that were begun and not finished: those of this device, and those of others that the server knows of; the latest first. */
export async function listOpenRuns(store: CounterStore, { organization: { slug: organization }, unfinishedDays }: CounterData, drafts: KeptRun[]): Promise<OpenRun[]> {
  const forgotten = await forgetOld(store, drafts, unfinishedDays)
  const kept = drafts.filter((draft) => !forgotten.includes(draft))
  const here = kept.map(({ id, summary, wizard, updatedAt }): OpenRun => ({ id, summary, wizard: wizard.name, updatedAt, isHere: true }))
  const listed = await reach((signal) => ask('wizard_run.list', { channel: 'counter', limit: 100 }, { organization, signal })).catch(() => undefined)
  if (!listed) return here
  const there = new Set(listed.items.map(({ id }) => id))
  // Finished or discarded on another device: it is not open here either.
  const gone = listed.nextCursor === null ? kept.filter(({ id, isOnServer }) => isOnServer && !there.has(id)) : []
  for (const { id } of gone) await store.runs.remove(id)
  const others = listed.items.filter(({ id, summary }) => summary !== '' && !kept.some((draft) => draft.id === id))
  return [...here.filter(({ id }) => !gone.some((draft) => draft.id === id)), ...others.map(({ id, summary, wizard, updatedAt, startedBy }): OpenRun => ({ id, summary, wizard: wizard.name, updatedAt, startedBy, isHere: false }))]
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
}

/** What was begun on this device and left is kept no longer than the server keeps such things; what is finished waits for ever. */
async function forgetOld(store: CounterStore, drafts: KeptRun[], days: number | undefined): Promise<KeptRun[]> {
  if (days === undefined) return []
  const old = drafts.filter(({ updatedAt }) => Date.parse(updatedAt) < Date.now() - days * DAY)
  for (const { id, answers } of old) {
    await store.runs.remove(id)
    for (const file of await filesIn(store, answers)) await store.files.remove(file.id)
  }
  return old
}

const DAY = 24 * 3_600_000

export function beginRun({ organization, lineWizards, versions }: CounterData, definition: Wizard, location: string | null): KeptRun {
  const { key, name } = definition
  const version = versions?.[key]
  return {
    id: newId(), organization: organization.slug, state: 'draft', wizard: { key, name }, definition, lineWizards,
    ...(version === undefined ? {} : { begunOn: { version, lineWizards: versionsOf(lineWizards, versions) } }), answers: {}, page: null, location, isOnServer: false, summary: '', updatedAt: new Date().toISOString(), sendKey: newId(),
  }
}

/** A run to go on with: as this device has it or, where another went on with it since, as the server has it. */
export async function openRun(store: CounterStore, data: CounterData, id: string): Promise<KeptRun> {
  const kept = await store.runs.get(id)
  // What was refused is sent anew once it is mended.
  if (kept && !kept.isOnServer) return kept.state === 'refused' ? { ...kept, sendKey: newId() } : kept
  try {
    const shown = await reach((signal) => ask('wizard_run.get', { id }, { organization: data.organization.slug, signal }))
    if (kept && (kept.state === 'refused' || kept.updatedAt >= shown.updatedAt)) return { ...kept, definition: shown.definition }
    return takenOver(shown, data)
  } catch (error) {
    if (kept && isUnreachable(error)) return kept
    throw error
  }
}

export async function discardRun(store: CounterStore, organization: string, id: string): Promise<void> {
  const kept = await store.runs.get(id)
  if (!kept || kept.isOnServer) await reach((signal) => ask('wizard_run.discard', { id }, { organization, signal }))
  await store.runs.remove(id)
}

/** A run of another device: items are entered as they were there, and the rest by what is published now. */
function takenOver(shown: Answered<'wizard_run.get'>, { organization, lineWizards, versions }: CounterData): KeptRun {
  const { id, wizard, definition, answers, page, summary, updatedAt } = shown
  const kept = shown.lineWizards.map((one) => one.definition)
  const entered = shown.asksByThoseAlone ? kept : [...kept, ...lineWizards.filter(({ key }) => !kept.some((one) => one.key === key))]
  const begunOn = { version: wizard.version, lineWizards: { ...versionsOf(entered, versions), ...Object.fromEntries(shown.lineWizards.map((one) => [one.definition.key, one.version])) } }
  return {
    id, organization: organization.slug, state: 'draft', wizard: { key: wizard.key, name: wizard.name }, definition, lineWizards: entered, begunOn, answers, page, location: null, isOnServer: true, summary, updatedAt,
    sendKey: newId(),
  }
}

function versionsOf(wizards: Wizard[], versions: Record<string, number> = {}): Record<string, number> {
  return Object.fromEntries(wizards.flatMap(({ key }) => (versions[key] === undefined ? [] : [[key, versions[key]]])))
}
