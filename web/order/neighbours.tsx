import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useAsk, useOrganizationSlug } from '../asking.ts'
import { useShortcuts } from '../keyboard/registry.ts'
import { findListBehind } from './list-behind.ts'
import { useOrder } from './order-context.ts'
import classes from './order-header.module.css'

/** To the order before and after this one, in the list one came from; without one there is nothing to page through. */
export function Neighbours() {
  const { order, words, show } = useOrder()
  const organization = useOrganizationSlug()
  const navigate = useNavigate()
  const list = findListBehind(useQueryClient(), organization, order.id)
  const { ids = [], nextCursor = null, question = {} } = list ?? {}
  const at = ids.indexOf(order.id)
  // The last one read leads on to the next page, which is read meanwhile and then belongs to the list.
  useAsk('order.list', { ...question, ...(nextCursor ? { cursor: nextCursor } : {}) }, { enabled: nextCursor !== null && at === ids.length - 1 })
  const { sort: _sort, direction: _direction, limit: _limit, cursor: _cursor, ...filter } = question
  const total = useAsk('order.count', filter, { enabled: list?.isFromStart === true, keepPrevious: true }).data?.total
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
      {list?.isFromStart && total?.isExact && total.count > at && <span className={classes.place}>{show.number(at + 1)} of {show.number(total.count)}</span>}
      <Tooltip label={`Next ${noun}  ]`}>
        <ActionIcon aria-label={`Next ${noun}`} disabled={!after} onClick={() => open(after)}><IconChevronRight size={18} /></ActionIcon>
      </Tooltip>
    </span>
  )
}
