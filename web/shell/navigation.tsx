import { Tooltip } from '@mantine/core'
import { IconPlus, IconReceipt } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAsk } from '../asking.ts'
import { useHere, useWords } from '../session/session.ts'
import { menu } from './menu.ts'
import classes from './navigation.module.css'

/** The menu: the organization's own order lists under its own heading, then the other pages one may open. */
export function Navigation({ collapses = false }: { collapses?: boolean }) {
  const { organization, permissions } = useHere()
  const words = useWords()
  const views = useAsk('view.list', {}).data?.items ?? []
  const here = useLocation()
  const base = `/${organization.slug}`
  const ordersPath = `${base}/orders`
  const viewHere = (here.search as { view?: string }).view ?? views[0]?.key
  const isAt = (path: string) => here.pathname === path || here.pathname.startsWith(`${path}/`)

  return (
    <div className={classes.menu} data-collapses={collapses || undefined}>
      <div className={classes.section}>{words.menuSection}</div>
      {views.map((view) => (
        <Entry key={view.key} collapses={collapses} to={view === views[0] ? ordersPath : `${ordersPath}?view=${view.key}`} name={view.name} icon={<IconReceipt size={18} />}
          isHere={here.pathname === ordersPath ? view.key === viewHere : view === views[0] && isAt(ordersPath) && !isAt(`${ordersPath}/new`)} />
      ))}
      {permissions.includes('order.create') && (
        <Entry collapses={collapses} to={`${ordersPath}/new`} name={words.addOrder} icon={<IconPlus size={18} />} isHere={isAt(`${ordersPath}/new`)} />
      )}
      <div className={classes.gap} />
      {menu.filter(({ permission }) => permissions.includes(permission)).map(({ path, name, word, icon: EntryIcon, isLast }) => (
        <Entry key={path} isLast={isLast ?? false} collapses={collapses} to={base + path} name={word ? words[word] : name} icon={<EntryIcon size={18} />} isHere={isAt(base + path)} />
      ))}
    </div>
  )
}

// Of two lists at one path only that in the address is here; which one, the menu knows better than the router.
const exactly = { exact: true, includeSearch: true }

function Entry({ to, name, icon, isHere, collapses, isLast = false }: { to: string; name: string; icon: ReactNode; isHere: boolean; collapses: boolean; isLast?: boolean }) {
  return (
    <Tooltip label={name} position="right" disabled={!collapses} classNames={{ tooltip: classes.tooltip ?? '' }}>
      <Link to={to} className={classes.entry} data-last={isLast || undefined} aria-current={isHere ? 'page' : undefined} activeOptions={exactly} activeProps={{}}>
        <span className={classes.icon} aria-hidden="true">{icon}</span>
        <span className={classes.name}>{name}</span>
      </Link>
    </Tooltip>
  )
}
