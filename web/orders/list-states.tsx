import { Alert, Button } from '@mantine/core'
import { IconCircleCheck, IconFilterOff, IconReceipt } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../kit/empty-state.tsx'
import { wordsFor } from '../problem.ts'
import { useMay } from '../session/session.ts'
import { useOrders } from './orders-context.ts'
import classes from './list-states.module.css'

/** Rows about to come; unseen for the first 150 ms, because what is quick needs no waiting room. */
export function RowsSkeleton({ rows = 10 }: { rows?: number }) {
  return (
    <div className={classes.skeleton} aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, i) => <span key={i} />)}
    </div>
  )
}

/** The list could not be read anew; what was read before stays. */
export function ListFailure({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  return (
    <Alert color="red" mb="sm" title="This list could not be read" role="alert">
      {wordsFor(error)} <Button size="compact-xs" variant="default" ml="xs" onClick={onAgain}>Try again</Button>
    </Alert>
  )
}

type NoOrdersProps = { isFiltered: boolean; isFirst: boolean; onClear: () => void }

/** Why there are no rows, and what to do next. */
export function NoOrders({ isFiltered, isFirst, onClear }: NoOrdersProps) {
  const { slug, words } = useOrders()
  const mayAdd = useMay('order.create')
  const orders = words.orders.toLowerCase()
  if (isFiltered) {
    return (
      <EmptyState title="Nothing matches" icon={<IconFilterOff size={28} />} action={<Button variant="default" onClick={onClear}>Clear filters</Button>}>
        No {orders} here fit the search and the filters.
      </EmptyState>
    )
  }
  if (isFirst) {
    return (
      <EmptyState title={`No ${orders} yet`} icon={<IconReceipt size={28} />} action={mayAdd && <Button component={Link} to={`/${slug}/orders/new`}>{words.addOrder}</Button>}>
        The first one appears here the moment it is placed, through whatever door it comes.
      </EmptyState>
    )
  }
  return <EmptyState title="All done here" icon={<IconCircleCheck size={28} />}>No {orders} are waiting in this place.</EmptyState>
}
