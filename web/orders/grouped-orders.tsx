import { Button, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { View } from '#domain/views/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { Answered } from '../ask.ts'
import { keep, readKept } from '../kept.ts'
import { StatusSign } from '../kit/status-badge.tsx'
import { useFits } from '../kit/use-fits.ts'
import { ListFailure, NoOrders, RowsSkeleton } from './list-states.tsx'
import { narrow } from './narrow.ts'
import { NewsBanner } from './news-banner.tsx'
import { OrderCards } from './order-cards.tsx'
import { useOrderList } from './order-list.ts'
import { useOrders } from './orders-context.ts'
import type { OrdersFilter } from './orders-search.ts'
import { ColumnHeadings, leastWidth, OrdersTable, type Sorting } from './orders-table.tsx'
import { countWords, Pager, type Counted } from './pager.tsx'
import { usePlaces, type Place } from './paging.ts'
import classes from './grouped-orders.module.css'

type Group = View['groups'][number]
type Props = { view: View; open: OpenGroups; filter: OrdersFilter; counts: Answered<'order.count'> | undefined; sorting: Sorting; size: number; isNarrow: boolean; onClear: () => void }

/** Orders in expandable groups, each with its true number; which are open is remembered. */
export function GroupedOrders({ view, open, filter, counts, sorting, size, isNarrow, onClear }: Props) {
  const [frame, fits] = useFits(isNarrow ? 0 : leastWidth(view.columns, view.statusDisplay))
  return (
    <div ref={frame} className={classes.groups} data-fits={fits || undefined}>
      {!isNarrow && <ColumnHeadings columns={view.columns} display={view.statusDisplay} sorting={sorting} />}
      {view.groups.map((group) => (
        <GroupOfOrders
          key={group.key} group={group} view={view} filter={filter} count={counts?.groups[group.key]} sorting={sorting} size={size} isNarrow={isNarrow}
          isOpen={open.keys.has(group.key)} onToggle={() => open.toggle(group.key)} onClear={onClear}
        />
      ))}
    </div>
  )
}

/** Opens or closes all groups at once. */
export function ExpandAll({ open }: { open: OpenGroups }) {
  return <Button size="compact-sm" variant="subtle" color="gray" onClick={open.toggleAll}>{open.areAll ? 'Collapse all' : 'Expand all'}</Button>
}

type GroupProps = Omit<Props, 'counts' | 'open'> & { group: Group; count: Counted | undefined; isOpen: boolean; onToggle: () => void }

function GroupOfOrders({ group, view, filter, count, sorting, size, isNarrow, isOpen, onToggle, onClear }: GroupProps) {
  const { show } = useOrders()
  const queryClient = useQueryClient()
  const narrowed = narrow(view.base, group.filter, filter)
  const key = JSON.stringify([group.key, filter, sorting.by, sorting.direction, size])
  const [turned, setTurned] = useState<{ key: string; place: Place }>()
  const place = turned?.key === key ? turned.place : { from: 1 }
  const places = usePlaces(key)
  const { cursor } = place
  const list = useOrderList(isOpen && narrowed ? { ...narrowed, sort: sorting.by, direction: sorting.direction, limit: size, ...(cursor ? { cursor } : {}) } : undefined)
  const { items = [], nextCursor = null } = list.page ?? {}
  const isWhole = place.from === 1 && nextCursor === null
  const pager = isOpen && !isWhole && (
    <Pager of={`page of ${group.name}`} from={place.from} shown={list.isPrevious ? undefined : items.length} total={count}
      onPrevious={place.from > 1 ? () => setTurned({ key, place: places.previous() }) : undefined}
      onNext={nextCursor ? () => setTurned({ key, place: places.next(place, items.length, nextCursor) }) : undefined} />
  )

  return (
    <section className={classes.group} data-status-color={group.color} aria-label={group.name}>
      <div className={classes.bar}>
        <UnstyledButton className={classes.name} aria-expanded={isOpen} onClick={onToggle}>
          <IconChevronRight size={16} className={classes.chevron} aria-hidden="true" />
          <StatusSign color={group.color} />
          <h2>{group.name}</h2>
          <span className={classes.count}>{narrowed ? (count ? countWords(count, show.number) : '…') : 0}</span>
        </UnstyledButton>
        <NewsBanner list={list} />
        {pager && <span className={classes.pager}>{pager}</span>}
      </div>
      {isOpen && (
        <>
          {list.error != null && <ListFailure error={list.error} onAgain={() => void queryClient.invalidateQueries({ queryKey: ['order.list'] })} />}
          {list.isLoading && <RowsSkeleton rows={Math.min(count?.count ?? 3, 8)} />}
          {list.page && items.length === 0 && <NoOrders isFiltered={Object.keys(filter).length > 0} isFirst={false} onClear={onClear} />}
          {items.length > 0 && (isNarrow
            ? <div className={classes.cards}><OrderCards label={group.name} orders={items} view={view} isOld={list.isPrevious} /></div>
            : <OrdersTable label={group.name} orders={items} columns={view.columns} display={view.statusDisplay} from={place.from} total={count?.count} sorting={sorting} isOld={list.isPrevious} headIsUnseen />)}
          {pager && items.length > 10 && <div className={classes.foot}>{pager}</div>}
        </>
      )}
    </section>
  )
}

export type OpenGroups = { keys: ReadonlySet<string>; areAll: boolean; toggle: (key: string) => void; toggleAll: () => void }

/** Which groups of a view stand open; this browser remembers it. The first two do until somebody decides. */
export function useOpenGroups({ key, groups }: View): OpenGroups {
  const { slug } = useOrders()
  const name = `groups-${slug}-${key}`
  const [keys, setKeys] = useState<ReadonlySet<string>>(() => new Set(readKept(name)?.split(',') ?? groups.slice(0, 2).map((group) => group.key)))
  const change = (next: string[]) => {
    keep(name, next.join(','))
    setKeys(new Set(next))
  }
  const areAll = groups.every((group) => keys.has(group.key))
  return {
    keys,
    areAll,
    toggle: (group) => change(keys.has(group) ? [...keys].filter((other) => other !== group) : [...keys, group]),
    toggleAll: () => change(areAll ? [] : groups.map((group) => group.key)),
  }
}
