import { Link } from '@tanstack/react-router'
import type { View } from '#domain/views/contract.ts'
import type { Answered } from '../ask.ts'
import { withoutEmpty } from '../read-search.ts'
import { useOrders } from './orders-context.ts'
import type { OrdersSearch } from './orders-search.ts'
import { countWords } from './pager.tsx'
import classes from './view-tabs.module.css'

// A tab is here only if the whole address says so; the router would call every shorter one current too.
const exactly = { exact: true, includeSearch: true }

type Props = { view: View; tab: string | undefined; counts: Answered<'order.count'> | undefined; search: OrdersSearch }

/** The view's tabs as links, each with its true number. */
export function ViewTabs({ view, tab, counts, search }: Props) {
  const { slug, show } = useOrders()
  if (view.tabs.length === 0) return null
  return (
    <nav className={classes.tabs} aria-label={view.name}>
      {view.tabs.map(({ key, name }, i) => {
        const count = counts?.tabs[key]
        return (
          <Link key={key} to="/$organization/orders" params={{ organization: slug }} className={classes.tab} aria-current={key === tab ? 'page' : undefined} activeOptions={exactly} activeProps={{}}
            search={withoutEmpty({ ...search, cursor: undefined, from: undefined, tab: i === 0 ? undefined : key })} resetScroll={false}>
            {name}
            <span className={classes.count}>{count ? countWords(count, show.number) : ' '}</span>
          </Link>
        )
      })}
    </nav>
  )
}
