import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ListedOrder, ShownMove, ShownOrder } from '#domain/orders/contract.ts'
import type { PaymentStatus } from '#domain/orders/payment-status.ts'
import { ask, type Answered } from '../ask.ts'
import { asking, useOrganizationSlug } from '../asking.ts'
import { offerAgain, tellMoved } from '../kit/offer.tsx'
import type { Person } from '../kit/people.tsx'
import { tellProblem } from '../kit/tell.ts'
import { isProblem } from '../problem.ts'
import type { GivenWithMove } from './move-form.tsx'
import { rowOf } from './row-of.ts'
import { wayBack } from './way-back.ts'

/** What can be changed of an order from its row. Shown at once; taken back, with the reason, where it is refused. */
export type OrderEdits = {
  /** Moves the order; what is refused is thrown too, for a form to show. */
  move: (order: ListedOrder, move: ShownMove, given?: GivenWithMove) => Promise<unknown>
  setManager: (order: ListedOrder, manager: Person | null) => void
  setInTeam: (order: ListedOrder, person: Person, isIn: boolean) => void
  setPayment: (order: ListedOrder, paymentStatus: PaymentStatus) => void
}

/** One change: what is asked, and how the row looks until the answer is there. */
type Edit = { order: ListedOrder; meanwhile: Partial<ListedOrder>; run: () => Promise<ShownOrder> }

export const orderEditKey = ['order-edit']

export function useOrderEdits(): OrderEdits {
  const organization = useOrganizationSlug()
  const queryClient = useQueryClient()
  const { mutateAsync } = useMutation({
    mutationKey: orderEditKey,
    mutationFn: ({ run }: Edit) => run(),
    onMutate: ({ order, meanwhile }) => changeRows(queryClient, organization, order.id, (row) => ({ ...row, ...meanwhile })),
    onError: (_, { order, meanwhile }) => changeRows(queryClient, organization, order.id, (row) => ({ ...row, ...wasBefore(order, meanwhile) })),
    onSuccess: ({ moves, ...answered }) => {
      if (moves) queryClient.setQueryData(asking(organization, 'order.list_moves', { id: answered.id }).queryKey, moves)
      queryClient.setQueryData(['order.get', organization, { id: answered.id }], answered)
      changeRows(queryClient, organization, answered.id, () => rowOf(answered))
    },
    // What one changed oneself may move to where it now belongs.
    onSettled: () => {
      for (const name of ['order.list', 'order.count', 'order.list_moves']) void queryClient.invalidateQueries({ queryKey: [name, organization] })
    },
  })

  return useMemo(() => {
    const attempt = (edit: Edit) => {
      mutateAsync(edit).catch((error: unknown) => (isOurs(error) ? tellProblem(error) : offerAgain(error, () => attempt(edit))))
    }
    const move: OrderEdits['move'] = async (order, chosen, given = {}) => {
      const { moves } = await mutateAsync({ order, meanwhile: { position: chosen.to }, run: () => ask('order.move', { id: order.id, transition: chosen.key, withMoves: true, ...given }, { organization }) })
      const words = `${order.number}: ${chosen.to.status.name}`
      const back = moves && wayBack(moves.items, order.position)
      tellMoved(order.id, words, back && (() => attempt({ order: { ...order, position: chosen.to }, meanwhile: { position: back.to }, run: () => ask('order.move', { id: order.id, transition: back.key }, { organization }) })))
    }
    return {
      move,
      setManager: (order, manager) => attempt({ order, meanwhile: { manager }, run: () => ask('order.assign', { id: order.id, managerId: manager?.id ?? null }, { organization }) }),
      setInTeam: (order, person, isIn) => attempt({
        order,
        meanwhile: { team: isIn ? [...order.team, person] : order.team.filter(({ id }) => id !== person.id) },
        run: () => ask('order.assign', { id: order.id, [isIn ? 'add' : 'remove']: [person.id] }, { organization }),
      }),
      setPayment: (order, paymentStatus) => attempt({ order, meanwhile: { paymentStatus }, run: () => ask('order.set_payment', { id: order.id, paymentStatus }, { organization }) }),
    }
  }, [mutateAsync, organization])
}

/** The business said no; asking again would not change that. */
function isOurs(error: unknown): boolean {
  return isProblem(error) && error.status >= 400 && error.status < 500
}

function wasBefore(order: ListedOrder, meanwhile: Partial<ListedOrder>): Partial<ListedOrder> {
  return Object.fromEntries(Object.keys(meanwhile).map((fact) => [fact, order[fact as keyof ListedOrder]]))
}

function changeRows(queryClient: QueryClient, organization: string, id: string, change: (row: ListedOrder) => ListedOrder): void {
  queryClient.setQueriesData<Answered<'order.list'>>({ queryKey: ['order.list', organization] }, (page) =>
    page?.items.some((row) => row.id === id) ? { ...page, items: page.items.map((row) => (row.id === id ? change(row) : row)) } : page,
  )
}
