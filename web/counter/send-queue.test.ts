import { beforeEach, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { memoryStore, type CounterStore, type KeptRun } from './counter-store.ts'
import { sendRun, sendWaiting, waitingIn, type Sender } from './send-queue.ts'

const offline = () => new Problem('offline', 0, 'Docket cannot be reached.')
const refused = () => new Problem('validation-failed', 422, 'Customer is required.', [{ pointer: '/answers/customer', code: 'required', message: 'Customer is required.' }])

/** A server that makes one order of each run, however often it is told. */
function server() {
  const orders = new Map<string, { answers: unknown; number: string }>()
  const files: string[] = []
  const faults: (Error | undefined)[] = []
  const sender: Sender = {
    finish: async (run, answers) => {
      const fault = faults.shift()
      if (fault && !(fault instanceof LostAnswer)) throw fault
      if (!orders.has(run.id)) orders.set(run.id, { answers, number: `S-${orders.size + 1}` })
      if (fault) throw offline()
      return { id: run.id, number: orders.get(run.id)?.number ?? '', trackingUrl: null }
    },
    upload: async (file) => {
      files.push(file.name)
      return `server-${file.id}`
    },
  }
  return { orders, files, faults, sender }
}
/** It was done, but the answer got lost on the way. */
class LostAnswer extends Error {}

const fileId = '01990000-0000-7000-8000-00000000000f'
let store: CounterStore
const keep = async (id: string, finishedAt: string, more: Partial<KeptRun> = {}) => {
  const run = { id, organization: 'shop', state: 'waiting', wizard: { key: 'counter', name: 'Counter' }, definition: {} as KeptRun['definition'], answers: { name: id }, page: null, location: null, isOnServer: false, summary: id, updatedAt: finishedAt, finishedAt, sendKey: id, ...more } satisfies KeptRun
  await store.runs.put(run)
  return run
}
beforeEach(() => void (store = memoryStore()))

test('what waits is sent in the order it was finished, and then forgotten', async () => {
  const { sender, orders } = server()
  await keep('b', '2026-11-24T10:02:00Z')
  await keep('a', '2026-11-24T10:01:00Z')
  await keep('other', '2026-11-24T09:00:00Z', { organization: 'elsewhere' })
  await keep('draft', '2026-11-24T09:00:00Z', { state: 'draft' })
  const sent = await sendWaiting(store, 'shop', sender)
  expect(sent.map(({ runId, order }) => [runId, order?.number])).toEqual([['a', 'S-1'], ['b', 'S-2']])
  expect([...orders.keys()]).toEqual(['a', 'b'])
  expect((await store.runs.list()).map(({ id }) => id).sort()).toEqual(['draft', 'other'])
})

test('while nobody can be reached everything goes on waiting, in its order', async () => {
  const { sender, faults, orders } = server()
  await keep('a', '2026-11-24T10:01:00Z')
  await keep('b', '2026-11-24T10:02:00Z')
  faults.push(offline())
  expect(await sendWaiting(store, 'shop', sender)).toEqual([])
  expect(orders.size).toBe(0)
  expect((await waitingIn(store, 'shop')).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('an answer lost on the way makes no second order', async () => {
  const { sender, faults, orders } = server()
  await keep('a', '2026-11-24T10:01:00Z')
  faults.push(new LostAnswer())
  await sendWaiting(store, 'shop', sender)
  expect(await waitingIn(store, 'shop')).toHaveLength(1)
  const sent = await sendWaiting(store, 'shop', sender)
  expect(sent[0]?.order?.number).toBe('S-1')
  expect(orders.size).toBe(1)
})

test('what is refused waits for somebody to mend it, and does not hold up the rest', async () => {
  const { sender, faults, orders } = server()
  await keep('a', '2026-11-24T10:01:00Z')
  await keep('b', '2026-11-24T10:02:00Z')
  faults.push(refused())
  expect((await sendWaiting(store, 'shop', sender)).map(({ runId }) => runId)).toEqual(['b'])
  const kept = await store.runs.get('a')
  expect(kept?.state).toBe('refused')
  expect(kept?.refusal?.errors[0]?.pointer).toBe('/answers/customer')
  expect(kept?.answers).toEqual({ name: 'a' })
  // It is not tried again by itself.
  await sendWaiting(store, 'shop', sender)
  expect(orders.has('a')).toBe(false)
})

test('being signed out, or asking too often, is no refusal of the order', async () => {
  for (const [slug, status] of [['unauthenticated', 401], ['rate-limited', 429], ['unavailable', 503], ['idempotency-in-progress', 409]] as const) {
    const { sender, faults } = server()
    await keep('a', '2026-11-24T10:01:00Z')
    faults.push(new Problem(slug, status, 'Not now.'))
    await sendWaiting(store, 'shop', sender)
    expect((await store.runs.get('a'))?.state, slug).toBe('waiting')
  }
})

test('files taken without a network are sent first, once, and named as the server names them', async () => {
  const { sender, files, faults, orders } = server()
  await store.files.put({ id: fileId, name: 'bag.jpg', blob: new Blob(['x']) })
  const run = await keep('a', '2026-11-24T10:01:00Z', { answers: { photos: [fileId], items: [{ sku: 'BAG', quantity: 1, answers: { photo: [fileId] } }] } })
  faults.push(offline())
  await expect(sendRun(store, run, sender)).rejects.toThrow('cannot be reached')
  await sendWaiting(store, 'shop', sender)
  expect(files).toEqual(['bag.jpg'])
  expect(orders.get('a')?.answers).toEqual({ photos: [`server-${fileId}`], items: [{ sku: 'BAG', quantity: 1, answers: { photo: [`server-${fileId}`] } }] })
  expect(await store.files.list()).toEqual([])
})
