import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useAsk, useOrganizationSlug } from '../asking.ts'
import { useShortcuts } from '../keyboard/registry.ts'
import { useOrder } from './order-context.ts'
import classes from './order-header.module.css'

/** To the order before and after this one, in the list one came from; without one, in the list of all. */
export function Neighbours() {
  const { order, words } = useOrder()
  const organization = useOrganizationSlug()
  const navigate = useNavigate()
  const seen = listWith(useQueryClient(), organization, order.id)
  const newest = useAsk('order.list', { limit: 100 }, { enabled: !seen })
  const ids = seen ?? newest.data?.items.map(({ id }) => id) ?? []
  const at = ids.indexOf(order.id)
  const before = at > 0 ? ids[at - 1] : undefined
  const after = at >= 0 ? ids[at + 1] : undefined
  const open = (orderId: string | undefined) => orderId && void navigate({ to: '/$organization/orders/$orderId', params: { organization, orderId } })
  const noun = words.order.toLowerCase()
  useShortcuts([
    { keys: '[', label: `Previous ${noun}`, run: () => open(before) },
    { keys: ']', label: `Next ${noun}`, run: () => open(after) },
  ])
  if (at < 0) return null
  return (
    <span className={classes.neighbours}>
      <Tooltip label={`Previous ${noun}  [`}>
        <ActionIcon aria-label={`Previous ${noun}`} disabled={!before} onClick={() => open(before)}><IconChevronLeft size={18} /></ActionIcon>
      </Tooltip>
      <span className={classes.place}>{at + 1} of {ids.length}</span>
      <Tooltip label={`Next ${noun}  ]`}>
        <ActionIcon aria-label={`Next ${noun}`} disabled={!after} onClick={() => open(after)}><IconChevronRight size={18} /></ActionIcon>
      </Tooltip>
    </span>
  )
}

type Listed = { items?: { id: string }[]; pages?: { items: { id: string }[] }[] }

/** The list that was read last and has the order in it. */
function listWith(queryClient: QueryClient, organization: string, orderId: string): string[] | undefined {
  return queryClient
    .getQueryCache()
    .findAll({ queryKey: ['order.list', organization] })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map((query) => query.state.data as Listed | undefined)
    .map((data) => (data?.items ?? data?.pages?.flatMap(({ items }) => items) ?? []).map(({ id }) => id))
    .find((ids) => ids.includes(orderId))
}
