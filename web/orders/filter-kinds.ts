import { useMemo } from 'react'
import { daysLater } from '#domain/kernel/span.ts'
import { channelNames, channels } from '#domain/orders/channel.ts'
import { categories, rulesOf } from '#domain/workflows/category.ts'
import { useAsk } from '../asking.ts'
import { useWords } from '../session/session.ts'
import type { OrdersFilter } from './orders-search.ts'
import { usePaymentWords } from './payment-words.ts'

export type Choice = { value: string; label: string }

type ListName = 'category' | 'status' | 'orderType' | 'channel' | 'paymentStatus' | 'manager' | 'assignee' | 'tag'
type DayName = 'placed' | 'due' | 'scheduled'
type FlagName = 'scheduled' | 'escalated' | 'checklistOpen' | 'archived'

/** The ways to filter orders: by some of a list, by days, by yes or no. */
export type FilterKind =
  | { key: string; kind: 'list'; name: ListName }
  | { key: string; kind: 'days'; name: DayName }
  | { key: string; kind: 'flag'; name: FlagName; yes: string; no: string }

export const filterKinds: FilterKind[] = [
  { key: 'status', kind: 'list', name: 'status' },
  { key: 'category', kind: 'list', name: 'category' },
  { key: 'payment', kind: 'list', name: 'paymentStatus' },
  { key: 'type', kind: 'list', name: 'orderType' },
  { key: 'channel', kind: 'list', name: 'channel' },
  { key: 'manager', kind: 'list', name: 'manager' },
  { key: 'assignee', kind: 'list', name: 'assignee' },
  { key: 'tag', kind: 'list', name: 'tag' },
  { key: 'placed', kind: 'days', name: 'placed' },
  { key: 'due', kind: 'days', name: 'due' },
  { key: 'scheduled-days', kind: 'days', name: 'scheduled' },
  { key: 'scheduled', kind: 'flag', name: 'scheduled', yes: 'Scheduled', no: 'Unscheduled' },
  { key: 'escalated', kind: 'flag', name: 'escalated', yes: 'Escalated', no: 'Not escalated' },
  { key: 'checklist', kind: 'flag', name: 'checklistOpen', yes: 'Checklist open', no: 'Nothing to tick' },
  { key: 'archived', kind: 'flag', name: 'archived', yes: 'Archived', no: 'Not archived' },
]

export function useFilterNames(): Record<string, string> {
  const { manager } = useWords()
  return {
    status: 'Status', category: 'Category', payment: 'Payment', type: 'Order type', channel: 'Channel', manager, assignee: 'Assigned to', tag: 'Tag',
    placed: 'Order date', due: 'Due date', 'scheduled-days': 'Scheduled date', scheduled: 'Schedule', escalated: 'Escalation', checklist: 'Checklists', archived: 'Archive',
  }
}

/** What can be chosen for a filter by list; tags are typed, so none are offered. */
export function useChoices(name: ListName): Choice[] {
  const { words } = usePaymentWords()
  const wants = (...names: ListName[]) => ({ enabled: names.includes(name), staleTime: 300_000 })
  const statuses = useAsk('status.list', {}, wants('status')).data?.items
  const orderTypes = useAsk('order_type.list', {}, wants('orderType')).data?.items
  const members = useAsk('member.list', { limit: 500 }, wants('manager', 'assignee')).data?.items
  return useMemo(() => {
    const named = (items: readonly { key: string; name: string }[] = []) => items.map(({ key, name }) => ({ value: key, label: name }))
    const people = (members ?? []).map(({ id, name, isActive }) => ({ value: id, label: isActive ? name : `${name} (left)` }))
    switch (name) {
      case 'status': return named(statuses?.filter(({ scope }) => scope === 'order'))
      case 'category': return categories.map((category) => ({ value: category, label: rulesOf(category).name }))
      case 'paymentStatus': return named(words)
      case 'orderType': return named(orderTypes)
      case 'channel': return channels.map((channel) => ({ value: channel, label: channelNames[channel] }))
      case 'manager': return [{ value: 'none', label: 'Nobody' }, ...people]
      case 'assignee': return people
      default: return []
    }
  }, [name, statuses, orderTypes, members, words])
}

/** What of the address a filter occupies. */
export function namesOf(kind: FilterKind): (keyof OrdersFilter)[] {
  return kind.kind === 'days' ? [`${kind.name}From`, `${kind.name}To`] : [kind.name]
}

export function isActive(kind: FilterKind, filter: OrdersFilter): boolean {
  return namesOf(kind).some((name) => filter[name] !== undefined)
}

/** The day after, or before: filters are half-open, people mean the last day too. */
export function shiftDay(day: string, by: number): string {
  return daysLater(`${day}T00:00:00Z`, by).slice(0, 10)
}
