import { Anchor, Button, Skeleton, Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { rulesOf } from '#domain/workflows/category.ts'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { useAsk, useOrganizationSlug } from '../asking.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { useShow } from '../kit/show.ts'
import { MoveForm } from '../orders/move-form.tsx'
import { isProblem, wordsFor } from '../problem.ts'
import { useHere, useWords } from '../session/session.ts'
import { Activity } from './activity.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { LineDetails } from './line-details.tsx'
import { LineTable } from './line-table.tsx'
import { AdditionalNotes } from './additional-notes.tsx'
import { OrderContext, type OnOrder } from './order-context.ts'
import { useOrderChanges, type Conflict } from './order-changes.ts'
import { OrderDetails } from './order-details.tsx'
import { OrderHeader } from './order-header.tsx'
import { useMoves } from './use-moves.ts'
import classes from './order-page.module.css'

const LineBoard = lazy(() => import('./line-board.tsx'))

/** One order, whole: its line items by status, what happened, and everything that is known of it. */
export default function OrderPage() {
  const { orderId = '' } = useParams({ strict: false }) as { orderId?: string }
  const words = useWords()
  const { data, error, refetch } = useAsk('order.get', { id: orderId })
  if (data) return <OrderOnScreen key={data.id} order={data} isStale={Boolean(error)} />
  if (!error) return <OrderSkeleton />
  if (isProblem(error, 'not-found')) {
    return <EmptyState title={`There is no such ${words.order.toLowerCase()}`} action={<BackToOrders />}>It may have been deleted, or the address is mistyped.</EmptyState>
  }
  if (isProblem(error, 'forbidden')) return <EmptyState title="Your role does not allow this" action={<BackToOrders />}>{error.message}</EmptyState>
  return <EmptyState title="This could not be shown" action={<Button onClick={() => void refetch()}>Try again</Button>}>{wordsFor(error)}</EmptyState>
}

function BackToOrders() {
  const words = useWords()
  const slug = useOrganizationSlug()
  return <Anchor component={Link} to={`/${slug}/orders`}>Go to {words.orders.toLowerCase()}</Anchor>
}

function OrderOnScreen({ order, isStale }: { order: ShownOrder; isStale: boolean }) {
  const organization = useOrganizationSlug()
  const show = useShow()
  const words = useWords()
  const { permissions } = useHere()
  const [conflict, setConflict] = useState<Conflict>()
  const askWhichStands = useCallback((found: Omit<Conflict, 'resolve'>) => new Promise<boolean>((resolve) => {
    setConflict({ ...found, resolve: (keepMine) => {
      setConflict(undefined)
      resolve(keepMine)
    } })
  }), [])
  const changes = useOrderChanges(organization, order.id, askWhichStands)
  const { asked, leave, move, moveAtOnce } = useMoves(organization, order.id, changes)
  const [chosenId, choose] = useState<string>()
  const tracksLines = order.lines.some(({ position }) => position)
  const [tab, setTab] = useState('lines')
  // Where line items have no statuses, who ordered and where it goes is what one comes for.
  const [detail, setDetail] = useState(tracksLines ? 'line' : 'order')
  const isNarrow = useMediaQuery('(max-width: 75em)', undefined, { getInitialValueInEffect: false })

  const onOrder = useMemo((): OnOrder => {
    const rules = rulesOf(order.position.status.category)
    const why = order.archivedAt ? `This ${words.order.toLowerCase()} is archived. Restore it to change it.` : rules.mayEdit ? undefined : `${order.position.status.name}: what was ordered can no longer be changed.`
    return {
      ...changes, order, show, words, move, moveAtOnce, may: (permission) => permissions.includes(permission),
      editing: { isOpen: why === undefined && permissions.includes('order.update'), why },
      tracksLines,
      chosen: order.lines.find(({ id }) => id === chosenId) ?? order.lines[0],
      choose: (id) => {
        choose(id)
        setDetail('line')
        setTab((before) => (before === 'lines' ? 'details' : before))
      },
    }
  }, [changes, order, show, words, permissions, move, moveAtOnce, tracksLines, chosenId])

  const details = <Details tab={detail} onTab={setDetail} />
  const lines = tracksLines ? <Suspense fallback={<Skeleton h={240} />}><LineBoard /></Suspense> : <LineTable />
  return (
    <OrderContext value={onOrder}>
      <div className={classes.page}>
        {isStale && <output className={classes.stale}>This may be out of date: Docket cannot be reached.</output>}
        <OrderHeader />
        {isNarrow ? (
          <Tabs value={tab} onChange={(value) => setTab(value ?? 'lines')} keepMounted={false} className={classes.tabs}>
            <Tabs.List>
              <Tabs.Tab value="lines">{words.lineItems}</Tabs.Tab>
              <Tabs.Tab value="details">Details</Tabs.Tab>
              <Tabs.Tab value="activity">Activity</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="lines" className={classes.panel}>{lines}</Tabs.Panel>
            <Tabs.Panel value="details" className={classes.panel}>{details}</Tabs.Panel>
            <Tabs.Panel value="activity" className={classes.panel}><Activity /></Tabs.Panel>
          </Tabs>
        ) : (
          <div className={classes.panes} data-plain={!tracksLines || undefined}>
            <section className={classes.pane} aria-label={words.lineItems}>{lines}</section>
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
            <section className={classes.pane} aria-label="Activity" tabIndex={0}><Activity /></section>
            <section className={classes.pane} aria-label="Details">{details}</section>
          </div>
        )}
      </div>
      {asked && (
        <MoveForm
          move={asked.move} orderId={asked.line ? undefined : order.id} subject={asked.line?.name ?? order.number} known={asked.line?.fields ?? order.fields}
          onMove={(given) => moveAtOnce(asked.move, asked.line, given)} onClose={leave}
        />
      )}
      <ConflictDialog conflict={conflict} />
    </OrderContext>
  )
}

function Details({ tab, onTab }: { tab: string; onTab: (tab: string) => void }) {
  const words = useWords()
  return (
    <Tabs value={tab} onChange={(value) => value && onTab(value)} keepMounted={false} className={classes.details}>
      <Tabs.List>
        <Tabs.Tab value="line">{words.lineItem} Details</Tabs.Tab>
        <Tabs.Tab value="order">Order Details</Tabs.Tab>
        <Tabs.Tab value="notes">Additional Notes</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="line" pt="sm"><LineDetails /></Tabs.Panel>
      <Tabs.Panel value="order" pt="sm"><OrderDetails /></Tabs.Panel>
      <Tabs.Panel value="notes" pt="sm"><AdditionalNotes /></Tabs.Panel>
    </Tabs>
  )
}

function OrderSkeleton() {
  return (
    <div className={classes.page} aria-busy="true" aria-label="Loading">
      <Skeleton h={36} w="50%" />
      <div className={classes.panes}>
        {Array.from({ length: 3 }, (_, i) => <Skeleton key={i} className={classes.pane} />)}
      </div>
    </div>
  )
}
