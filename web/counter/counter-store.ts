import type { FieldError } from '#domain/kernel/refusal.ts'
import type { Answers, Wizard } from '#domain/wizards/wizard.ts'

/** A run as this device keeps it: begun, finished and waiting for the network, or refused and to be mended. */
export type KeptRun = {
  id: string
  organization: string
  state: 'draft' | 'waiting' | 'refused'
  wizard: { key: string; name: string }
  definition: Wizard
  /** The wizards its items are entered by, as they were when it was begun. */
  lineWizards?: Wizard[]
  /** The published versions it was begun on, of its wizard and of those: by them it is judged, whenever it is sent. */
  begunOn?: { version: number; lineWizards: Record<string, number>; /** When: by that is settled what is asked by opening hours. */ at?: string }
  answers: Answers
  /** What the items of it were called when they were chosen, by SKU: what has left the catalog since is still called that. */
  titles?: Record<string, string>
  page: string | null
  location: string | null
  /** Whether the server knows of it, so that another device can go on with it. */
  isOnServer: boolean
  /** The version of it on the server that this device heard of last; a later one was written elsewhere. */
  seen?: number
  /** What was answered here and the server has not heard of yet. */
  untold?: Answers
  summary: string
  updatedAt: string
  /** When it was finished here: what waits is sent in this order. */
  finishedAt?: string
  /** Makes sending twice harmless; a new one once what is sent has changed. */
  sendKey: string
  refusal?: undefined | { message: string; errors: FieldError[] }
}

/** A file that was taken while nobody could be reached; once sent, it is known by the id it has on the server. */
export type KeptFile = { id: string; name: string; blob: Blob; serverId?: string }

type Rows<T> = { list: () => Promise<T[]>; get: (id: string) => Promise<T | undefined>; put: (row: T) => Promise<void>; remove: (id: string) => Promise<void> }

/** Where a counter keeps what must survive a reload and a network that is gone. */
export type CounterStore = {
  runs: Rows<KeptRun>
  files: Rows<KeptFile>
  read: <T>(name: string) => Promise<T | undefined>
  write: (name: string, value: unknown) => Promise<void>
}

/** The browser's own database; where it has none (a private window), this tab's memory. */
export async function openCounterStore(): Promise<CounterStore> {
  try {
    return storeIn(await openDatabase())
  } catch {
    return memoryStore()
  }
}

export function memoryStore(): CounterStore {
  const kept = new Map<string, unknown>()
  return { runs: rowsInMemory(), files: rowsInMemory(), read: async <T>(name: string) => kept.get(name) as T | undefined, write: async (name, value) => void kept.set(name, structuredClone(value)) }
}

function rowsInMemory<T extends { id: string }>(): Rows<T> {
  const map = new Map<string, T>()
  return { list: async () => [...map.values()], get: async (id) => map.get(id), put: async (row) => void map.set(row.id, structuredClone(row)), remove: async (id) => void map.delete(id) }
}

function storeIn(database: IDBDatabase): CounterStore {
  const rows = <T extends { id: string }>(name: string): Rows<T> => ({
    list: () => done<T[]>(storeOf(database, name, 'readonly').getAll()),
    get: (id) => done<T | undefined>(storeOf(database, name, 'readonly').get(id)),
    put: async (row) => void (await done(storeOf(database, name, 'readwrite').put(row))),
    remove: async (id) => void (await done(storeOf(database, name, 'readwrite').delete(id))),
  })
  return {
    runs: rows('runs'),
    files: rows('files'),
    read: <T>(name: string) => done<{ value: T } | undefined>(storeOf(database, 'kept', 'readonly').get(name)).then((row) => row?.value),
    write: async (name, value) => void (await done(storeOf(database, 'kept', 'readwrite').put({ name, value }))),
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('docket-counter', 1)
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore('runs', { keyPath: 'id' })
    request.result.createObjectStore('files', { keyPath: 'id' })
    request.result.createObjectStore('kept', { keyPath: 'name' })
  })
  return done(request)
}

function storeOf(database: IDBDatabase, name: string, mode: IDBTransactionMode): IDBObjectStore {
  // Strict: once it is said to be kept, a lost battery does not lose it.
  return database.transaction(name, mode, { durability: 'strict' }).objectStore(name)
}

function done<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as T))
    request.addEventListener('error', () => reject(request.error ?? new Error('The browser could not keep this.')))
  })
}
