import { expect, test, vi } from 'vitest'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { counterClient } from './counter-client.ts'
import type { CounterData } from './counter-data.ts'
import { memoryStore } from './counter-store.ts'
import { beginRun, listOpenRuns, openRun } from './open-runs.ts'

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

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000 - 1_000).toISOString()

test('what was begun on this device and left is forgotten after as many days as the organization says; what was finished here never is', async () => {
  const store = memoryStore()
  const keep = async (days: number, more = {}) => {
    const run = { ...beginRun(dataAt(1), wizard('Intake 1'), null), summary: `${days} days`, updatedAt: daysAgo(days), ...more }
    await store.runs.put(run)
    return run
  }
  const [old, young, waiting] = [await keep(30, { answers: { photo: '01990000-0000-7000-8000-00000000000f' } }), await keep(29), await keep(90, { state: 'waiting' })]
  await store.files.put({ id: '01990000-0000-7000-8000-00000000000f', name: 'bag.jpg', blob: new Blob() })
  asked.mockResolvedValue({ items: [], nextCursor: null })
  const open = await listOpenRuns(store, { ...dataAt(1), unfinishedDays: 30 }, [old, young])
  expect(open.map(({ id }) => id)).toEqual([young.id])
  expect((await store.runs.list()).map(({ id }) => id).sort()).toEqual([young.id, waiting.id].sort())
  expect(await store.files.list()).toEqual([])
})
