import { expect, test, vi } from 'vitest'
import { weekdays, type OpeningHours, type OpenSpan } from '#domain/hours/opening-hours.ts'
import { shownPages } from '#domain/wizards/show-if.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { Problem } from '../problem.ts'
import { counterClient } from './counter-client.ts'
import type { CounterData } from './counter-data.ts'
import { memoryStore, type KeptRun } from './counter-store.ts'
import { beginRun, discardRun, listOpenRuns, openRun } from './open-runs.ts'

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
  const begun = await beginRun(dataAt(1), wizard('Intake 1'), null)
  await store.runs.put({ ...begun, state: 'refused', refusal: { message: 'The phone is missing.', errors: [] } })

  const now = dataAt(2)
  const run = await openRun(store, now, begun.id)
  expect(run.definition.pages[0]?.title).toBe('Intake 1')
  expect(run.sendKey).not.toBe(begun.sendKey)
  asked.mockResolvedValue({ order: { id: 'o', number: 'S-1', trackingUrl: null } })
  const client = counterClient({ run, data: now, store })
  expect((await client.findLineWizard('entry'))?.pages[0]?.title).toBe('Entry 1')
  expect((await client.finish({ who: 'Amira' })).order?.number).toBe('S-1')
  expect(asked).toHaveBeenCalledExactlyOnceWith('wizard_run.start', expect.objectContaining({ id: begun.id, finish: true, begunOn: { version: 1, lineWizards: { entry: 1 }, at: begun.begunOn?.at } }), expect.anything())
})

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000 - 1_000).toISOString()

test('what was begun on this device and left is forgotten after as many days as the organization says; what was finished here never is', async () => {
  const store = memoryStore()
  const keep = async (days: number, more = {}) => {
    const run = { ...(await beginRun(dataAt(1), wizard('Intake 1'), null)), summary: `${days} days`, updatedAt: daysAgo(days), ...more }
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

const question = (key: string, more = {}) => ({ key, kind: 'text' as const, label: key, required: false, ...more })
const everyDay = (spans: OpenSpan[]) => ({ week: Object.fromEntries(weekdays.map((day) => [day, spans])) as OpeningHours['week'], exceptions: [] })
const closedButTheDepot = { hours: everyDay([]), locations: [{ key: 'depot', name: 'Depot', code: 'D', hours: everyDay([{ opens: '00:00', closes: '24:00' }]) }] }

test('what is asked by opening hours is settled when the run begins, by the hours of where the counter stands', async () => {
  const asking = wizard('Intake', { pages: [{ key: 'p', title: 'P', questions: [question('call', { hours: 'outside' }), question('bay', { hours: 'within' })] }] })
  const seen = async (location: string | null) => shownPages((await beginRun({ ...dataAt(1), ...closedButTheDepot }, asking, location)).definition, {}, 'staff').flatMap(({ questions }) => questions.map(({ key }) => key))
  expect([await seen(null), await seen('depot')]).toEqual([['call'], ['bay']])
})

test('two devices went on with a run, one without a network: nothing either said is lost, whatever their clocks show', async () => {
  const store = memoryStore()
  const begun = await beginRun(dataAt(1), wizard('Intake', { pages: [{ key: 'p', title: 'P', questions: [question('who'), question('gate'), question('why')] }] }), null)
  const shown = (version: number, answers: object) => ({ id: begun.id, version, wizard: { key: 'intake', version: 1, name: 'Intake' }, definition: begun.definition, answers, page: 'p', summary: '', lineWizards: [], asksByThoseAlone: true, updatedAt: '2099-01-01T00:00:00Z', estimate: null })
  const client = counterClient({ run: begun, data: dataAt(1), store })
  asked.mockResolvedValue(shown(2, { who: 'Amira' }))
  await client.keep({ who: 'Amira' })
  asked.mockRejectedValue(new Problem('offline', 0, 'Gone.'))
  await client.keep({ who: 'Amira', gate: '4711' })

  // The server's clock is far ahead, and nobody else wrote: what stands here stands.
  asked.mockResolvedValue(shown(2, { who: 'Amira' }))
  expect((await openRun(store, dataAt(1), begun.id)).answers).toEqual({ who: 'Amira', gate: '4711' })
  asked.mockResolvedValue(shown(3, { who: 'Ines', why: 'It leaks' }))
  expect((await openRun(store, dataAt(1), begun.id)).answers).toEqual({ who: 'Ines', gate: '4711', why: 'It leaks' })
})

test('an order to be mended that the server has forgotten is mended all the same, or thrown away', async () => {
  const store = memoryStore()
  const begun: KeptRun = { ...(await beginRun(dataAt(1), wizard('Intake'), null)), state: 'refused', isOnServer: true, answers: { who: 'Amira' }, refusal: { message: 'No.', errors: [] } }
  await store.runs.put(begun)
  asked.mockRejectedValue(new Problem('not-found', 404, 'There is no such wizard run.'))
  expect(await openRun(store, dataAt(1), begun.id)).toMatchObject({ answers: { who: 'Amira' }, isOnServer: false })
  await discardRun(store, 'shop', begun.id)
  expect(await store.runs.list()).toEqual([])
})
