import type { Answers } from '#domain/wizards/wizard.ts'
import { isProblem } from '../problem.ts'
import type { CounterStore, KeptFile, KeptRun } from './counter-store.ts'

export type SentOrder = { id: string; number: string; trackingUrl: string | null }
/** What sending needs of the network. Both are harmless to repeat: the run has its own id, the file its own key. */
export type Sender = { finish: (run: KeptRun, answers: Answers) => Promise<SentOrder | null>; upload: (file: KeptFile) => Promise<string> }
export type Sent = { runId: string; summary: string; order: SentOrder | null }

/**
 * Sends what waits, in the order it was finished. What the server refuses is kept for somebody to mend, and does not hold up the
 * rest; when nobody can be reached, everything from there on goes on waiting. Nothing is ever dropped.
 */
export async function sendWaiting(store: CounterStore, organization: string, sender: Sender): Promise<Sent[]> {
  const sent: Sent[] = []
  for (const run of await waitingIn(store, organization)) {
    try {
      sent.push(await sendRun(store, run, sender))
    } catch (error) {
      if (!isRefusal(error)) break
      await store.runs.put({ ...run, state: 'refused', refusal: { message: error.message, errors: error.errors } })
    }
  }
  return sent
}

/** Sends one finished run; once it is an order, this device forgets it. */
export async function sendRun(store: CounterStore, run: KeptRun, sender: Sender): Promise<Sent> {
  const order = await sender.finish(run, await sendable(store, run.answers, sender))
  await store.runs.remove(run.id)
  for (const { id } of await filesIn(store, run.answers)) await store.files.remove(id)
  return { runId: run.id, summary: run.summary, order }
}

export async function waitingIn(store: CounterStore, organization: string): Promise<KeptRun[]> {
  const runs = (await store.runs.list()).filter((run) => run.organization === organization && run.state === 'waiting')
  return runs.sort((a, b) => (a.finishedAt ?? '').localeCompare(b.finishedAt ?? '') || a.id.localeCompare(b.id))
}

/** The answers with the files of this device sent, and named as the server names them. */
export async function sendable(store: CounterStore, answers: Answers, sender: Pick<Sender, 'upload'>): Promise<Answers> {
  const serverIds = new Map<string, string>()
  for (const file of await filesIn(store, answers)) {
    const serverId = file.serverId ?? (await sender.upload(file))
    if (!file.serverId) await store.files.put({ ...file, serverId })
    serverIds.set(file.id, serverId)
  }
  return serverIds.size === 0 ? answers : (renamed(answers, serverIds) as Answers)
}

/** Whether the server said no for good: what it refuses today it will refuse tomorrow, until somebody changes it. */
function isRefusal(error: unknown): error is import('../problem.ts').Problem {
  if (!isProblem(error) || error.status < 400 || error.status >= 500) return false
  return ![401, 408, 429].includes(error.status) && error.slug !== 'idempotency-in-progress' && error.slug !== 'csrf-failed'
}

/** The files of this device that answers name. */
export async function filesIn(store: CounterStore, answers: Answers): Promise<KeptFile[]> {
  const named = new Set<string>()
  renamed(answers, { get: (id: string) => void named.add(id) })
  const files = await Promise.all([...named].filter((text) => text.length === 36).map((id) => store.files.get(id)))
  return files.filter((file) => file !== undefined)
}

/** Every text in there, however deep, by its new name where it has one. */
function renamed(value: unknown, names: { get: (text: string) => string | undefined | void }): unknown {
  if (typeof value === 'string') return names.get(value) ?? value
  if (Array.isArray(value)) return value.map((one) => renamed(one, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, names)]))
}
