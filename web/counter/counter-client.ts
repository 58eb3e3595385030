import { newId } from '#domain/kernel/id.ts'
import { runSummary } from '#domain/wizards/run-summary.ts'
import { isAnswered, shownPages } from '#domain/wizards/show-if.ts'
import type { Answers } from '#domain/wizards/wizard.ts'
import { workOutLine } from '#domain/wizards/work-out-line.ts'
import { ask } from '../ask.ts'
import type { Estimate, RunClient } from '../wizard/run-client.ts'
import { uploadFile } from '../kit/upload-file.ts'
import { staffLookups } from '../wizard/staff-lookups.ts'
import type { CounterData } from './counter-data.ts'
import type { CounterStore, KeptRun } from './counter-store.ts'
import { isUnreachable, reach } from './network.ts'
import { sendable, sendRun, type Sender } from './send-queue.ts'
import { estimateFrom, offeredFrom } from './without-network.ts'

/**
 * A run at the counter: first kept on this device, then, where it can be reached, on the server, so that another device can go on
 * with it. When the network is gone the run goes on by what was kept, and once finished it waits.
 */
export function counterClient({ run: begun, data: here, store }: { run: KeptRun; data: CounterData; store: CounterStore }): RunClient {
  const data = { ...here, lineWizards: begun.lineWizards ?? here.lineWizards }
  const organization = data.organization.slug
  const lookups = staffLookups(organization)
  const sender = senderFor(organization)
  const pictures = new Map<string, string>()
  let run = begun
  let turn: Promise<unknown> = Promise.resolve()
  let isOver = false

  const keepHere = async (change: Partial<KeptRun>) => {
    run = { ...run, ...change, updatedAt: new Date().toISOString() }
    await store.runs.put(run)
  }
  const heard = ({ version }: { version: number }) => keepHere({ isOnServer: true, seen: version, untold: {} })
  const answered = (answers: Answers) => ({ answers, untold: { ...run.untold, ...changedSince(run.answers, answers) }, titles: { ...run.titles, ...titlesIn(here, answers) }, summary: summaryIn(here, run, answers) })
  /** One after another, so that what was said last is what stands. */
  const inTurn = <T>(go: () => Promise<T>): Promise<T> => {
    const next = turn.then(go, go)
    turn = next.catch(() => undefined)
    return next
  }
  const tell = async (answers: Answers, completes?: string): Promise<Estimate> => {
    const sent = await sendable(store, answers, sender)
    if (!run.isOnServer) {
      const shown = await reach((signal) => ask('wizard_run.start', { key: run.wizard.key, id: run.id, channel: 'counter', answers: sent, ...asBegun(run) }, { organization, signal }))
      await heard(shown)
      if (completes === undefined) return shown.estimate
    }
    const shown = await reach((signal) => ask('wizard_run.answer', { id: run.id, answers: sent, ...(completes === undefined ? {} : { completes }) }, { organization, signal }))
    await heard(shown)
    return shown.estimate
  }
  const estimateHere = (answers: Answers) => estimateFrom(data, run.definition, answers)

  return {
    ...lookups,
    workOut: workOutLine,
    keep: (answers) => inTurn(async () => {
      if (isOver) return undefined
      await keepHere(answered(answers))
      if (!Object.values(answers).some(isAnswered)) return undefined
      // What is wrong so far is kept here and said when its page is done.
      return tell(answers).catch(() => estimateHere(answers))
    }),
    complete: (page, answers) => inTurn(async () => {
      await keepHere({ ...answered(answers), page: pageAfter(run, page) })
      try {
        return await tell(answers, page)
      } catch (error) {
        if (isUnreachable(error)) return estimateHere(answers)
        throw error
      }
    }),
    finish: (answers) => inTurn(async () => {
      // From here on it is the queue's: whatever becomes of this page, it is sent once.
      await keepHere({ ...answered(answers), state: 'waiting', finishedAt: run.finishedAt ?? new Date().toISOString() })
      isOver = true
      try {
        return { order: (await sendRun(store, run, sender)).order, waits: false }
      } catch (error) {
        if (isUnreachable(error)) return { order: null, waits: true }
        isOver = false
        await keepHere({ state: 'draft', sendKey: newId(), refusal: undefined })
        throw error
      }
    }),
    listItems: async (question, search) => offeredFrom(data, question, search),
    findLineWizard: async (key) => data.lineWizards.find((wizard) => wizard.key === key),
    findCustomers: (q) => reach(() => lookups.findCustomers(q)),
    findLastOrder: (customerId) => reach(() => lookups.findLastOrder(customerId)),
    findPeople: async () => {
      const name = `people/${organization}`
      try {
        const people = (await reach(() => lookups.findPeople())).map(({ id, name: called }) => ({ id, name: called }))
        await store.write(name, people)
        return people
      } catch {
        return (await store.read<{ id: string; name: string }[]>(name)) ?? []
      }
    },
    upload: async (file) => {
      try {
        return await reach(() => lookups.upload(file))
      } catch (error) {
        if (!isUnreachable(error)) throw error
        const id = newId()
        await store.files.put({ id, name: file.name, blob: file })
        return { id, name: file.name, mediaType: file.type }
      }
    },
    addressOf: async (id) => {
      const kept = pictures.get(id) ?? (await store.files.get(id).then((file) => file && URL.createObjectURL(file.blob)))
      if (!kept) return lookups.addressOf(id)
      pictures.set(id, kept)
      return kept
    },
  }
}

/** How this device's runs and files reach the server. */
export function senderFor(organization: string): Sender {
  return {
    // Begun with the run's own id: if it was begun, or even finished, before, the server goes on from there.
    finish: async (run, answers) => {
      const input = { key: run.wizard.key, id: run.id, channel: 'counter' as const, answers, finish: true, ...asBegun(run) }
      return (await reach((signal) => ask('wizard_run.start', input, { organization, signal, idempotencyKey: run.sendKey }))).order
    },
    upload: async ({ id, name, blob }) => (await reach(() => uploadFile(organization, new File([blob], name, { type: blob.type }), { idempotencyKey: id }))).id,
  }
}

/** Where it was begun, and on which versions: whatever was published since, it is finished on those. */
function asBegun({ location, begunOn }: KeptRun): Pick<KeptRun, 'begunOn'> & { location?: string } {
  return { ...(location === null ? {} : { location }), ...(begunOn === undefined ? {} : { begunOn }) }
}

function titlesIn({ items }: Pick<CounterData, 'items'>, answers: Answers): Record<string, string> {
  const chosen = Object.values(answers).flatMap((answer) => (Array.isArray(answer) ? (answer as unknown[]) : [])).flatMap((entry) => (typeof entry === 'object' && entry !== null && 'sku' in entry ? [entry.sku] : []))
  return Object.fromEntries(items.flatMap(({ sku, name }) => (chosen.includes(sku) ? [[sku, name]] : [])))
}

function changedSince(before: Answers, answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([question, answer]) => before[question] !== answer))
}

function pageAfter({ definition, page: before }: KeptRun, completed: string): string | null {
  const keys = definition.pages.map(({ key }) => key)
  return keys[keys.indexOf(completed) + 1] ?? before
}

/** One line by which a run is recognised among others, as far as this device knows what things are called. */
export function summaryIn({ items }: Pick<CounterData, 'items'>, { definition, titles = {} }: Pick<KeptRun, 'definition' | 'titles'>, answers: Answers): string {
  const questions = shownPages(definition, answers, 'staff').flatMap((page) => page.questions)
  return runSummary(questions, answers, ({ sku, name }) => name ?? items.find((item) => item.sku === sku)?.name ?? titles[sku ?? ''])
}
