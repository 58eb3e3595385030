import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '../../problem.ts'
import { openDesign, PAUSE_MILLISECONDS, type Kept, type Stored } from './open-design.ts'

type Shop = { name: string; color: string }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server that keeps one draft, and refuses to save over a version that was not seen. */
function keptAs(stored: Stored<Shop>) {
  const server = { stored, saves: 0, kept: undefined as Kept<Shop> | undefined }
  const doors = {
    save: (definition: Shop, seen: number) => {
      server.saves++
      if (seen !== server.stored.version) return Promise.reject(new Problem('precondition-failed', 412, 'Dana saved this draft in the meantime.'))
      if (definition.name === '') return Promise.reject(new Problem('validation-failed', 422, 'No.', [{ pointer: '/name', code: 'required', message: 'Give it a name.' }]))
      server.stored = { version: seen + 1, definition }
      return Promise.resolve(server.stored)
    },
    read: () => Promise.resolve(server.stored),
    keep: (kept: Kept<Shop> | undefined) => void (server.kept = kept),
  }
  return { server, doors, store: openDesign(stored, undefined, doors) }
}
const begun = { version: 1, definition: { name: 'Shop', color: 'blue' } }
const rest = () => vi.advanceTimersByTimeAsync(PAUSE_MILLISECONDS)

test('what is typed is saved once, a moment after the last key, and kept in the browser until then', async () => {
  const { server, store } = keptAs(begun)
  store.change((shop) => ({ ...shop, name: 'S' }), 'name')
  store.change((shop) => ({ ...shop, name: 'Sh' }), 'name')
  expect([server.saves, server.kept?.definition.name, store.read().state]).toEqual([0, 'Sh', 'changed'])
  await rest()
  expect([server.saves, server.stored.definition.name, server.kept, store.read().state]).toEqual([1, 'Sh', undefined, 'stored'])
})

test('keys typed into one field are undone together, and what was undone can be done again', async () => {
  const { server, store } = keptAs(begun)
  store.change((shop) => ({ ...shop, name: 'S' }), 'name')
  store.change((shop) => ({ ...shop, name: 'Sh' }), 'name')
  store.change((shop) => ({ ...shop, color: 'red' }), 'color')
  store.undo()
  store.undo()
  expect(store.read().definition).toEqual(begun.definition)
  store.redo()
  await rest()
  expect(server.stored.definition).toEqual({ name: 'Sh', color: 'blue' })
})

test('what two people changed in different places stands, both of it', async () => {
  const { server, store } = keptAs(begun)
  server.stored = { version: 2, definition: { name: 'Shop', color: 'green' } }
  store.change((shop) => ({ ...shop, name: 'Mine' }))
  expect(await store.flush()).toBe(true)
  expect(server.stored).toEqual({ version: 3, definition: { name: 'Mine', color: 'green' } })
})

test('of what two people changed in the same place nothing is saved before one says which stands', async () => {
  const { server, store } = keptAs(begun)
  server.stored = { version: 2, definition: { name: 'Theirs', color: 'green' } }
  store.change((shop) => ({ ...shop, name: 'Mine' }))
  expect(await store.flush()).toBe(false)
  expect([store.read().state, server.stored.definition.name]).toEqual(['clash', 'Theirs'])
  store.settle(true)
  await store.flush()
  expect(server.stored.definition).toEqual({ name: 'Mine', color: 'green' })
})

test('what is refused says why, and is saved once it is right', async () => {
  const { server, store } = keptAs(begun)
  store.change((shop) => ({ ...shop, name: '' }))
  await rest()
  expect(store.read()).toMatchObject({ state: 'refused', problem: { errors: [{ message: 'Give it a name.' }] } })
  store.change((shop) => ({ ...shop, name: 'Right' }))
  await rest()
  expect([store.read().state, server.stored.definition.name]).toEqual(['stored', 'Right'])
})

test('what others saved is followed, unless something of one’s own would be lost or it is old news', () => {
  const { store } = keptAs(begun)
  store.follow({ version: 3, definition: { name: 'Theirs', color: 'blue' } })
  expect(store.read().definition.name).toBe('Theirs')
  store.follow({ version: 2, definition: { name: 'Old', color: 'blue' } })
  expect(store.read().definition.name).toBe('Theirs')
  store.change((shop) => ({ ...shop, name: 'Mine' }))
  store.follow({ version: 4, definition: { name: 'Again', color: 'blue' } })
  expect(store.read().definition.name).toBe('Mine')
})

test('an earlier visit that could not save is gone on from', async () => {
  const { server, doors } = keptAs(begun)
  const store = openDesign(begun, { definition: { name: 'Earlier', color: 'blue' }, base: begun }, doors)
  expect(store.read().state).toBe('changed')
  await store.flush()
  expect(server.stored.definition.name).toBe('Earlier')
})
