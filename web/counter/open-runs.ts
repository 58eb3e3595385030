import { newId } from '#domain/kernel/id.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { askedWhile, asksByHours } from '#domain/wizards/within-hours.ts'
import { ask, type Answered } from '../ask.ts'
import { isProblem } from '../problem.ts'
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

/** A run of its own, which nobody else knows of until something is answered in it. */
export async function beginRun(data: CounterData, published: Wizard, location: string | null): Promise<KeptRun> {
  const { organization, lineWizards, versions } = data
  const { key, name } = published
  const version = versions?.[key]
  const at = new Date().toISOString()
  const definition = asksByHours(published) ? askedWhile(published, await isOpen(data, location, at)) : published
  return {
    id: newId(), organization: organization.slug, state: 'draft', wizard: { key, name }, definition, lineWizards,
    ...(version === undefined ? {} : { begunOn: { version, lineWizards: versionsOf(lineWizards, versions), at } }), answers: {}, page: null, location, isOnServer: false, summary: '', updatedAt: at, sendKey: newId(),
  }
}

/** A run to go on with: as this device has it or, where another went on with it since, as the server has it. */
export async function openRun(store: CounterStore, data: CounterData, id: string): Promise<KeptRun> {
  const kept = await store.runs.get(id)
  // What was refused is sent anew once it is mended.
  if (kept && !kept.isOnServer) return kept.state === 'refused' ? { ...kept, sendKey: newId() } : kept
  try {
    const shown = await reach((signal) => ask('wizard_run.get', { id }, { organization: data.organization.slug, signal }))
    if (kept && (kept.state === 'refused' || isAsLeft(kept, shown))) return { ...kept, definition: shown.definition }
    const taken = takenOver(shown, data)
    // Another device went on with it, and so did this one without a network: of what both answered, this one's stands.
    return kept?.untold ? { ...taken, answers: { ...taken.answers, ...kept.untold }, untold: kept.untold } : taken
  } catch (error) {
    if (kept && isUnreachable(error)) return kept
    // The server has forgotten it; what this device still has is begun there anew.
    if (kept && isProblem(error, 'not-found')) return { ...kept, isOnServer: false, sendKey: newId() }
    throw error
  }
}

// Telling wall times apart takes more code than the rest of the counter: it comes when a wizard asks for it.
async function isOpen({ place: { timeZone }, hours = null, locations }: CounterData, location: string | null, at: string): Promise<boolean> {
  const known = await import('#domain/hours/business-hours.ts')
  return known.isOpen(known.businessHoursOf({ timeZone, hours, locations }), location, at)
}

/** Whether nobody else went on with it since this device heard of it. The clocks of the two are not compared: they may differ. */
function isAsLeft({ seen, updatedAt }: KeptRun, shown: Answered<'wizard_run.get'>): boolean {
  return seen === undefined ? updatedAt >= shown.updatedAt : seen === shown.version
}

export async function discardRun(store: CounterStore, organization: string, id: string): Promise<void> {
  const kept = await store.runs.get(id)
  if (!kept || kept.isOnServer) {
    await reach((signal) => ask('wizard_run.discard', { id }, { organization, signal })).catch((error: unknown) => {
      if (!isProblem(error, 'not-found')) throw error
    })
  }
  await store.runs.remove(id)
}

/** A run of another device: items are entered as they were there, and the rest by what is published now. */
function takenOver(shown: Answered<'wizard_run.get'>, { organization, lineWizards, versions }: CounterData): KeptRun {
  const { id, wizard, definition, answers, page, summary, updatedAt } = shown
  const kept = shown.lineWizards.map((one) => one.definition)
  const entered = shown.asksByThoseAlone ? kept : [...kept, ...lineWizards.filter(({ key }) => !kept.some((one) => one.key === key))]
  const begunOn = { version: wizard.version, lineWizards: { ...versionsOf(entered, versions), ...Object.fromEntries(shown.lineWizards.map((one) => [one.definition.key, one.version])) } }
  return {
    id, organization: organization.slug, state: 'draft', wizard: { key: wizard.key, name: wizard.name }, definition, lineWizards: entered, begunOn, answers, page, location: null, isOnServer: true, seen: shown.version, summary, updatedAt,
    sendKey: newId(),
  }
}

function versionsOf(wizards: Wizard[], versions: Record<string, number> = {}): Record<string, number> {
  return Object.fromEntries(wizards.flatMap(({ key }) => (versions[key] === undefined ? [] : [[key, versions[key]]])))
}
