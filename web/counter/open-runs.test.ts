import { expect, test, vi } from 'vitest'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { counterClient } from './counter-client.ts'
import type { CounterData } from './counter-data.ts'
import { memoryStore } from './counter-store.ts'
import { beginRun, openRun } from './open-runs.ts'

const asked = vi.hoisted(() => vi.fn())
vi.mock('../ask.ts', () => ({ ask: asked }))
vi.stubGlobal('navigator', { onLine: true })

const wizard = (title: string, more: Partial<Wizard> = {}): Wizard => ({ key: 'intake', name: 'Intake', purpose: 'create', audience: ['staff'], channels: ['counter'], pages: [{ key: 'p', title, questions: [] }], ...more })
const entry = (title: string) => wizard(title, { key: 'entry', purpose: 'line_item', appliesTo: { units: ['m'] } })
const dataAt = (version: number): CounterData => ({
  organization: { slug: 'shop', name: 'Shop' }, member: 'Sam', taxRate: 0, locations: [], items: [], readAt: '', wizards: [wizard(`Intake ${version}`)], lineWizards: [entry(`Entry ${version}`)], versions: { intake: version, entry: version },
  place: { locale: 'en', timeZone: 'UTC', currency: 'USD', country: 'US', taxIncluded: false, orderTypes: [] },
})

test('a run that was begun on one version is shown, entered and sent as that, whatever the counter has read since', async () => {
  const store = memoryStore()
  const begun = beginRun(dataAt(1), wizard('Intake 1'), null)
  await store.runs.put({ ...begun, state: 'refused', refusal: { message: 'The phone is missing.', errors: [] } })

  const now = dataAt(2)
  const run = await openRun(store, now, begun.id)
  expect(run.definition.pages[0]?.title).toBe('Intake 1')
  expect(run.sendKey).not.toBe(begun.sendKey)
  asked.mockResolvedValue({ order: { id: 'o', number: 'S-1', trackingUrl: null } })
  const client = counterClient({ run, data: now, store })
  expect((await client.findLineWizard('entry'))?.pages[0]?.title).toBe('Entry 1')
  expect((await client.finish({ who: 'Amira' })).order?.number).toBe('S-1')
  expect(asked).toHaveBeenCalledExactlyOnceWith('wizard_run.start', expect.objectContaining({ id: begun.id, finish: true, begunOn: { version: 1, lineWizards: { entry: 1 } } }), expect.anything())
})
