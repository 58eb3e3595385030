import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { OperationName } from '#domain/contracts.ts'
import type { EventType } from '#domain/events.ts'
import { queryClient } from '../query-client.ts'

/** That something happened in the organization; what, a screen reads again. */
export type LiveEvent = { type: string; orderId: string | null }

export type LiveState = 'connecting' | 'live' | 'lost'

let state: LiveState = 'connecting'
const stateListeners = new Set<() => void>()
const orderListeners = new Set<(orderIds: Set<string>) => void>()
let changedOrders = new Set<string>()
let changedQueries = new Set<string>()
let gathering: number | undefined

/**
 * Follows an organization for as long as it is on the screen: one connection for the whole tab. It begins where the session was
 * read, so that nothing is missed between reading a list and hearing of its changes.
 */
export function useLive(organization: string, livePosition: number): void {
  // Positions are the installation's: where another organization's page began is early enough for the next one's.
  const begin = useRef(livePosition)
  useEffect(() => {
    const source = new EventSource(`/api/v1/events/stream?organization=${encodeURIComponent(organization)}&after=${begin.current}`)
    let wasLost = false
    source.addEventListener('open', () => {
      setState('live')
      if (wasLost) readAllAgain()
      wasLost = false
    })
    source.addEventListener('error', () => {
      wasLost = true
      setState('lost')
      // Refused for good, not merely interrupted: signed out, or no longer a member. The session says which.
      if (source.readyState === EventSource.CLOSED) void queryClient.invalidateQueries({ queryKey: ['session.read'] })
    })
    source.addEventListener('change', ({ data }: MessageEvent<string>) => hear(JSON.parse(data) as LiveEvent))
    source.addEventListener('reset', readAllAgain)
    // A machine that loses its network may take minutes to notice that a connection is dead.
    const lose = () => {
      wasLost = true
      setState('lost')
    }
    const regain = () => {
      if (source.readyState !== EventSource.OPEN) return
      setState('live')
      readAllAgain()
    }
    window.addEventListener('offline', lose)
    window.addEventListener('online', regain)
    return () => {
      window.removeEventListener('offline', lose)
      window.removeEventListener('online', regain)
      source.close()
      setState('connecting')
    }
  }, [organization])
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribeState, () => state)
}

/** Tells which orders changed, a few at once; for lists, which must not jump while somebody reads them. */
export function onChangedOrders(listener: (orderIds: Set<string>) => void): () => void {
  orderListeners.add(listener)
  return () => void orderListeners.delete(listener)
}

type NounOf<T extends string> = T extends `${infer Noun}.${string}` ? Noun : never
// What happens to these is part of an order, which is read again by its id; or nobody shows it.
type OfOrder = 'order' | 'line_item' | 'checklist'
type Unshown = 'file' | 'wizard_run'

// What else is read again, by the noun of the event's type. Lists of orders see to themselves (orders/order-list.ts).
const readings: Record<Exclude<NounOf<EventType>, OfOrder | Unshown>, OperationName[]> = {
  customer: ['customer.list', 'customer.get'],
  product: ['product.list', 'product.get', 'product_category.list'],
  product_category: ['product_category.list', 'product.list'],
  stock: ['product.list', 'product.get'],
  status: ['status.list', 'order.list', 'order.get'],
  workflow: ['workflow.list', 'workflow.get', 'workflow.list_designed', 'status.list'],
  workflow_type: ['workflow_type.list'],
  order_type: ['order_type.list', 'order_type.get', 'order_type.list_designed', 'status.list'],
  wizard: ['wizard.list', 'wizard.get'],
  draft: ['workflow.get', 'workflow.list_designed', 'order_type.get', 'order_type.list_designed', 'wizard.list', 'wizard.get'],
  view: ['view.list', 'order.count'],
  blueprint: ['status.list', 'workflow.list', 'workflow.list_designed', 'workflow_type.list', 'order_type.list', 'order_type.list_designed', 'wizard.list', 'view.list', 'session.read'],
  organization: ['session.read', 'organization.get'],
  member: ['member.list', 'invitation.list', 'api_key.list', 'session.read'],
  api_key: ['api_key.list'],
  import: ['import.list', 'import.get'],
  migration: ['migration.list', 'migration.get'],
}

function hear({ type, orderId }: LiveEvent): void {
  if (orderId) changedOrders.add(orderId)
  const noun = type.slice(0, type.indexOf('.'))
  for (const name of (readings as Partial<Record<string, OperationName[]>>)[noun] ?? []) changedQueries.add(name)
  // One change is often several events; they are acted on together, soon enough to be seen within the second.
  gathering ??= window.setTimeout(tell, 120)
}

function tell(): void {
  const [orders, queries] = [changedOrders, changedQueries]
  changedOrders = new Set()
  changedQueries = new Set()
  gathering = undefined
  void queryClient.invalidateQueries({ predicate: ({ queryKey: [name, , input] }) => queries.has(String(name)) || isAboutOrder(String(name), input, orders) })
  if (orders.size === 0) return
  for (const listener of orderListeners) listener(orders)
  // A list that nobody looks at has no rows that could jump: it is read anew when somebody turns to it.
  void queryClient.invalidateQueries({ queryKey: ['order.list'], type: 'inactive', refetchType: 'none' })
}

const aboutAnyOrder: ReadonlySet<string> = new Set<OperationName>(['order.count', 'line_item.list_moves'])
const aboutOneOrder: ReadonlySet<string> = new Set<OperationName>(['order.get', 'order.list_moves', 'order.list_events', 'order.list_links'])

function isAboutOrder(name: string, input: unknown, orders: Set<string>): boolean {
  if (orders.size === 0) return false
  return aboutAnyOrder.has(name) || (aboutOneOrder.has(name) && orders.has((input as { id: string }).id))
}

function readAllAgain(): void {
  void queryClient.invalidateQueries()
}

function setState(next: LiveState): void {
  state = next
  for (const listener of stateListeners) listener()
}

function subscribeState(listener: () => void): () => void {
  stateListeners.add(listener)
  return () => void stateListeners.delete(listener)
}
