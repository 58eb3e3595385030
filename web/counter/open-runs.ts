import { newId } from '#domain/kernel/id.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { ask, type Answered } from '../ask.ts'
import type { CounterData } from './counter-data.ts'
import type { CounterStore, KeptRun } from './counter-store.ts'
import { isUnreachable, reach } from './network.ts'

export type OpenRun = { id: string; summary: string; wizard: string; updatedAt: string; startedBy?: string; isHere: boolean }

/** Runs that were begun and not finished: those of this device, and those of others that the server knows of; the latest first. */
export async function listOpenRuns(store: CounterStore, organization: string, drafts: KeptRun[]): Promise<OpenRun[]> {
  const here = drafts.map(({ id, summary, wizard, updatedAt }): OpenRun => ({ id, summary, wizard: wizard.name, updatedAt, isHere: true }))
  const listed = await reach((signal) => ask('wizard_run.list', { channel: 'counter', limit: 100 }, { organization, signal })).catch(() => undefined)
  if (!listed) return here
  const there = new Set(listed.items.map(({ id }) => id))
  // Finished or discarded on another device: it is not open here either.
  const gone = listed.nextCursor === null ? drafts.filter(({ id, isOnServer }) => isOnServer && !there.has(id)) : []
  for (const { id } of gone) await store.runs.remove(id)
  const others = listed.items.filter(({ id, summary }) => summary !== '' && !drafts.some((draft) => draft.id === id))
  return [...here.filter(({ id }) => !gone.some((draft) => draft.id === id)), ...others.map(({ id, summary, wizard, updatedAt, startedBy }): OpenRun => ({ id, summary, wizard: wizard.name, updatedAt, startedBy, isHere: false }))]
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
}

export function beginRun(organization: string, definition: Wizard, location: string | null): KeptRun {
  const { key, name } = definition
  return {
    id: newId(), organization, state: 'draft', wizard: { key, name }, definition, answers: {}, page: null, location, isOnServer: false, summary: '', updatedAt: new Date().toISOString(), sendKey: newId(),
  }
}

/** A run to go on with: as this device has it or, where another went on with it since, as the server has it. */
export async function openRun(store: CounterStore, data: CounterData, id: string): Promise<KeptRun> {
  const kept = await store.runs.get(id)
  if (kept && !kept.isOnServer) return kept.state === 'refused' ? toBeMended(kept, data) : kept
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

/** What was refused is mended on the wizard as it is now, for that is what it will be read by. */
function toBeMended(run: KeptRun, { wizards }: CounterData): KeptRun {
  const definition = wizards.find(({ key }) => key === run.wizard.key) ?? run.definition
  const asked = new Set(definition.pages.flatMap(({ questions }) => questions.map(({ key }) => key)))
  return { ...run, definition, sendKey: newId(), answers: Object.fromEntries(Object.entries(run.answers).filter(([key]) => asked.has(key))) }
}

function takenOver(shown: Answered<'wizard_run.get'>, { organization }: CounterData): KeptRun {
  const { id, wizard, definition, answers, page, summary, updatedAt } = shown
  return { id, organization: organization.slug, state: 'draft', wizard: { key: wizard.key, name: wizard.name }, definition, answers, page, location: null, isOnServer: true, summary, updatedAt, sendKey: newId() }
}
