import { ActionIcon, NativeSelect } from '@mantine/core'
import { IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import type { View } from '#domain/views/contract.ts'
import type { OrderSort } from '#domain/orders/order-sort.ts'
import type { Sorting } from './orders-table.tsx'
import classes from './sort-select.module.css'

const names: Record<OrderSort, string> = { placed_at: 'Order date', due_at: 'Due date', scheduled_at: 'Scheduled date', total: 'Total', payment: 'Payment completion', updated_at: 'Last change' }

/** By what the list is sorted, and which way. */
export function SortSelect({ view, sorting: { by, direction, onSort } }: { view: View; sorting: Sorting }) {
  const choices = [...new Set([view.sort.by, ...view.sortChoices, by])]
  const isUp = direction === 'asc'
  return (
    <span className={classes.sort}>
      <NativeSelect size="xs" aria-label="Sort by" data={choices.map((value) => ({ value, label: names[value] }))} value={by} onChange={(event) => onSort(event.currentTarget.value as OrderSort, direction)} />
      <ActionIcon size="md" aria-label={isUp ? 'Ascending; turn round' : 'Descending; turn round'} onClick={() => onSort(by, isUp ? 'desc' : 'asc')}>
        {isUp ? <IconSortAscending size={17} /> : <IconSortDescending size={17} />}
      </ActionIcon>
    </span>
  )
}
