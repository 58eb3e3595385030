import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { isSame } from '#domain/kernel/same.ts'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { ask, type Asked } from '../ask.ts'
import { asking } from '../asking.ts'
import { offerAgain } from '../kit/offer.tsx'
import { tellProblem } from '../kit/tell.ts'
import { isProblem } from '../problem.ts'

/** Everything that changes an order and answers with the order as it is then. */
export type OrderChanging =
  | 'order.update' | 'order.move' | 'order.assign' | 'order.set_payment' | 'order.archive' | 'order.restore'
  | 'checklist.add' | 'checklist.change' | 'checklist.remove' | 'checklist.tick'
  | 'line_item.add' | 'line_item.change' | 'line_item.remove' | 'line_item.move' | 'line_item.assign'

export type Change<N extends OrderChanging = OrderChanging> = {
  name: N
  input: Asked<N>
  /** What the screen shows until the server has answered. */
  meanwhile?: (order: ShownOrder) => ShownOrder
}

/** One value edited in place: what it was when the editing began, and what it shall be. */
export type Edit<T = unknown> = {
  what: string
  base: T
  mine: T
  read: (order: ShownOrder) => T
  change: (mine: T) => Change
  inWords: (value: T) => string
}

/** Somebody else changed the very value one was editing. */
export type Conflict = { edit: Edit; theirs: unknown; who: string | undefined; resolve: (keepMine: boolean) => void }

export type OrderChanges = {
  /** Makes a change: shown at once, taken back where it is refused. What was refused is thrown. */
  run: (change: Change) => Promise<ShownOrder>
  /** The same, telling refusals by a notice; answers whether it was done. */
  attempt: (change: Change) => Promise<boolean>
  /** Saves an edited value; where somebody else changed the same one meanwhile, asks which shall stand. */
  save: <T>(edit: Edit<T>) => Promise<boolean>
}

/** The changes of one order, made one after another, so that each goes out with the version the one before led to. */
export function useOrderChanges(organization: string, orderId: string, askWhichStands: (conflict: Omit<Conflict, 'resolve'>) => Promise<boolean>): OrderChanges {
  const queryClient = useQueryClient()
  return useMemo(() => changesOf(queryClient, organization, orderId, askWhichStands), [queryClient, organization, orderId, askWhichStands])
}

function changesOf(queryClient: QueryClient, organization: string, orderId: string, askWhichStands: (conflict: Omit<Conflict, 'resolve'>) => Promise<boolean>): OrderChanges {
  const question = asking(organization, 'order.get', { id: orderId })
  const pending: ((order: ShownOrder) => ShownOrder)[] = []
  let answered: ShownOrder | undefined
  let queue: Promise<unknown> = Promise.resolve()

  const cached = () => queryClient.getQueryData(question.queryKey)
  const show = (order: ShownOrder) => {
    answered = order
    queryClient.setQueryData(question.queryKey, pending.reduce((shown, meanwhile) => meanwhile(shown), order))
  }
  // What the server said last; the screen may be ahead of it.
  const known = () => (pending.length > 0 ? answered : cached())
  const reread = async () => {
    const order = await ask('order.get', { id: orderId }, { organization })
    show(order)
    return order
  }

  const run = async (change: Change): Promise<ShownOrder> => {
    if (pending.length === 0) answered = cached()
    const meanwhile = change.meanwhile ?? ((order: ShownOrder) => order)
    pending.push(meanwhile)
    // Before anything is awaited: the keyboard's focus survives only what renders at once.
    if (answered) show(answered)
    const turn = queue.then(() => ask(change.name, change.input, { organization, ...(answered ? { version: answered.version } : {}) }))
    queue = turn.catch(() => undefined)
    try {
      const { moves, ...order } = await turn
      pending.splice(pending.indexOf(meanwhile), 1)
      // With the order itself, so that what leads on from its new step can be pressed at once.
      if (moves) queryClient.setQueryData(asking(organization, 'order.list_moves', { id: orderId }).queryKey, moves)
      show(order)
      rereadWhatFollows(queryClient, organization)
      return { ...order, ...(moves ? { moves } : {}) }
    } catch (error) {
      pending.splice(pending.indexOf(meanwhile), 1)
      if (answered) show(answered)
      throw error
    }
  }

  const attempt = async (change: Change): Promise<boolean> => {
    try {
      await again(() => run(change), reread)
      return true
    } catch (error) {
      if (isProblem(error) && error.status > 0 && error.status < 500) tellProblem(error)
      else offerAgain(error, () => void attempt(change))
      return false
    }
  }

  const save = async <T>(edit: Edit<T>): Promise<boolean> => {
    const before = known()
    if (before && !isSame(edit.read(before), edit.base)) return settle(edit, before)
    try {
      await run(edit.change(edit.mine))
      return true
    } catch (error) {
      if (isProblem(error, 'precondition-failed')) {
        const fresh = await reread()
        return isSame(edit.read(fresh), edit.base) ? attempt(edit.change(edit.mine)) : settle(edit, fresh)
      }
      tellProblem(error)
      return false
    }
  }

  const settle = async <T>(edit: Edit<T>, fresh: ShownOrder): Promise<boolean> => {
    const theirs = edit.read(fresh)
    if (isSame(theirs, edit.mine)) return true
    const who = await whoChangedIt(organization, orderId)
    const keepsMine = await askWhichStands({ edit: edit as Edit, theirs, who })
    return keepsMine ? attempt(edit.change(edit.mine)) : true
  }

  return { run, attempt, save }
}

/** Tries once more with the newest version where only the version was wrong. */
async function again<T>(run: () => Promise<T>, reread: () => Promise<unknown>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!isProblem(error, 'precondition-failed')) throw error
    await reread()
    return run()
  }
}

async function whoChangedIt(organization: string, orderId: string): Promise<string | undefined> {
  const page = await ask('order.list_events', { id: orderId, limit: 1 }, { organization }).catch(() => undefined)
  return page?.items[0]?.actor.name
}

function rereadWhatFollows(queryClient: QueryClient, organization: string): void {
  for (const name of ['order.list_moves', 'line_item.list_moves', 'order.list_events']) void queryClient.invalidateQueries({ queryKey: [name, organization] })
}
