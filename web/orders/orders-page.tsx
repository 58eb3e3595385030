import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import type { View } from '#domain/views/contract.ts'
import { useAsk } from '../asking.ts'
import { ImportExportMenu } from '../imports/import-export-menu.tsx'
import { NoProcess } from '../kit/no-process.tsx'
import { useShow } from '../kit/show.ts'
import { withoutEmpty } from '../read-search.ts'
import { useHere, useWords } from '../session/session.ts'
import { useCellDates } from './cell-dates.ts'
import { FilterBar } from './filter-bar.tsx'
import { ExpandAll, GroupedOrders, useOpenGroups } from './grouped-orders.tsx'
import { ListFailure, NoOrders, RowsSkeleton } from './list-states.tsx'
import { narrow } from './narrow.ts'
import { NewsBanner } from './news-banner.tsx'
import { OrderCards } from './order-cards.tsx'
import { useOrderEdits } from './order-edits.ts'
import { useOrderList } from './order-list.ts'
import { OrdersProvider, useOrders, type OrdersContext } from './orders-context.ts'
import { filterOf, type OrdersSearch } from './orders-search.ts'
import { OrdersTable, type Sorting } from './orders-table.tsx'
import { PageSize, Pager } from './pager.tsx'
import { usePlaces, type Place } from './paging.ts'
import { usePaymentWords } from './payment-words.ts'
import { RowMenu, type RowMenuHandle } from './row-menu.tsx'
import { SortSelect } from './sort-select.tsx'
import { useRowKeys } from './row-keys.ts'
import { ViewTabs } from './view-tabs.tsx'
import classes from './orders-page.module.css'

const route = getRouteApi('/$organization/orders')

/** The order list in the arrangement the organization stored: a table with tabs, groups, or cards. */
export default function OrdersPage() {
  const { organization: { slug }, permissions } = useHere()
  const words = useWords()
  const show = useShow()
  const dates = useCellDates()
  const payments = usePaymentWords()
  const edits = useOrderEdits()
  const menu = useRef<RowMenuHandle>(null)
  const openMenu = useCallback<OrdersContext['openMenu']>((...given) => menu.current?.open(...given), [])
  const [mayMove, mayAssign, mayPay] = (['order.move', 'order.assign', 'order.payment'] as const).map((permission) => permissions.includes(permission))
  const orders = useMemo<OrdersContext>(
    () => ({ slug, words, show, dates, payments, openMenu, may: { move: mayMove === true, assign: mayAssign === true, payment: mayPay === true } }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the words are new objects on every rendering, but change only with the session
    [slug, JSON.stringify(words), show, dates, payments, openMenu, mayMove, mayAssign, mayPay],
  )
  useRowKeys()
  const views = useAsk('view.list', {}).data?.items
  const { view: wanted } = route.useSearch()
  const view = views?.find(({ key }) => key === wanted) ?? views?.[0]

  return (
    <OrdersProvider value={orders}>
      {view
        ? <OrdersInView key={view.key} view={view} mayAdd={permissions.includes('order.create')} />
        : views && <NoProcess title={`There is no list of ${words.orders.toLowerCase()} yet`} />}
      <RowMenu ref={menu} edits={edits} />
      <Outlet />
    </OrdersProvider>
  )
}

function OrdersInView({ view, mayAdd }: { view: View; mayAdd: boolean }) {
  const { slug, words } = useOrders()
  const search = route.useSearch()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const filter = filterOf(search)
  const isFiltered = Object.keys(filter).length > 0
  const tab = view.tabs.find(({ key }) => key === search.tab) ?? view.tabs[0]
  const size = view.pageSizes.includes(search.size ?? 0) ? (search.size ?? 25) : (view.pageSizes[0] ?? 25)
  const isGrouped = view.layout === 'grouped' && !filter.q
  const open = useOpenGroups(view)
  const counts = useAsk('order.count', { view: view.key, ...filter }, { keepPrevious: true }).data

  const goTo = (next: OrdersSearch, how: { resetScroll?: boolean; replace?: boolean } = {}) => void navigate({ to: '/$organization/orders', params: { organization: slug }, search: withoutEmpty(next), ...how })
  // Another list begins at its first page.
  const go = (change: OrdersSearch) => goTo({ ...search, cursor: undefined, from: undefined, ...change }, { resetScroll: false, replace: 'q' in change })
  const onClear = () => goTo({ view: search.view, tab: search.tab, size: search.size }, { resetScroll: false })
  const sorting: Sorting = {
    by: search.sort ?? view.sort.by,
    direction: search.direction ?? view.sort.direction,
    onSort: (sort, direction) => go({ sort, direction }),
  }

  const narrowed = narrow(view.base, tab?.filter ?? {}, filter)
  const { cursor, from = 1 } = search
  const list = useOrderList(isGrouped || !narrowed ? undefined : { ...narrowed, sort: sorting.by, direction: sorting.direction, limit: size, ...(cursor ? { cursor } : {}) })
  const { items = [], nextCursor = null } = list.page ?? {}
  const total = tab ? counts?.tabs[tab.key] : counts?.total
  const places = usePlaces(JSON.stringify([slug, view.key, tab?.key, filter, sorting.by, sorting.direction, size]))
  const place = { from, ...(cursor ? { cursor } : {}) }
  const turnTo = (to: Place) => goTo({ ...search, cursor: to.cursor, from: to.from > 1 ? to.from : undefined })
  const pager = !isGrouped && (
    <Pager of="page" from={from} shown={list.isPrevious ? undefined : items.length} total={total}
      onPrevious={from > 1 ? () => turnTo(places.previous()) : undefined}
      onNext={nextCursor ? () => turnTo(places.next(place, items.length, nextCursor)) : undefined} />
  )
  const pageSize = <PageSize sizes={view.pageSizes} size={size} onChange={(rows) => go({ size: rows })} />
  const label = [view.name, tab?.name].filter(Boolean).join(', ')

  return (
    <>
      <div className={classes.title}>
        <h1>{view.name}</h1>
        <ImportExportMenu filter={narrowed ?? filter} />
        {mayAdd && <Button component={Link} to={`/${slug}/orders/new`} leftSection={<IconPlus size={16} />}>{words.addOrder}</Button>}
      </div>
      <ViewTabs view={view} tab={tab?.key} counts={counts} search={search} />
      <div className={classes.tools}>
        <FilterBar filter={filter} onChange={go} onClear={onClear} />
        <NewsBanner list={list} />
        <span className={classes.right}>
          {isGrouped && <ExpandAll open={open} />}
          <SortSelect view={view} sorting={sorting} />
          {pageSize}
          {pager}
        </span>
      </div>
      {list.error != null && <ListFailure error={list.error} onAgain={() => void queryClient.invalidateQueries({ queryKey: ['order.list'] })} />}
      {isGrouped
        ? <GroupedOrders view={view} open={open} filter={filter} counts={counts} sorting={sorting} size={size} isNarrow={isNarrow} onClear={onClear} />
        : (
            <>
              {view.layout === 'grouped' && <h2 className={classes.found}>Search {words.orders}: {total ? total.count : '…'}</h2>}
              {list.isLoading && <RowsSkeleton />}
              {list.page && items.length === 0 && <NoOrders isFiltered={isFiltered} isFirst={counts?.total.count === 0} onClear={onClear} />}
              {items.length > 0 && (view.layout === 'cards' || isNarrow
                ? <OrderCards label={label} orders={items} view={view} isOld={list.isPrevious} />
                : <OrdersTable label={label} orders={items} columns={view.columns} display={view.statusDisplay} from={from} total={total?.count} sorting={sorting} isOld={list.isPrevious} />)}
            </>
          )}
      {(isGrouped || items.length > 10) && <div className={classes.foot}>{pageSize}{pager}</div>}
    </>
  )
}
