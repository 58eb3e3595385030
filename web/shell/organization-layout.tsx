import { ActionIcon, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { listenToKeys, useShortcuts } from '../keyboard/registry.ts'
import { LiveBadge } from '../live/live-badge.tsx'
import { useLive } from '../live/live.ts'
import { useHere, useWords } from '../session/session.ts'
import { AccountMenu } from './account-menu.tsx'
import { ColorSchemeMenu } from './color-scheme-menu.tsx'
import classes from './organization-layout.module.css'
import { menu } from './menu.ts'
import { Navigation } from './navigation.tsx'
import { OrganizationSwitcher } from './organization-switcher.tsx'

const Palette = lazy(() => import('./palette.tsx'))
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'))
const MenuDrawer = lazy(() => import('./menu-drawer.tsx'))

/** What stands around every page of an organization: header, menu, and the keys that work everywhere. */
export function OrganizationLayout(): ReactNode {
  const here = useHere()
  const slug = here.organization.slug
  const words = useWords()
  const navigate = useNavigate()
  const [drawerIsOpen, drawer] = useDisclosure()
  const [open, setOpen] = useState<'palette' | 'shortcuts'>()
  const close = () => setOpen(undefined)

  useLive(slug, here.livePosition)
  useEffect(listenToKeys, [])
  useEffect(() => {
    document.title = `${here.organization.name} · Docket`
    return () => void (document.title = 'Docket')
  }, [here.organization.name])
  useShortcuts([
    { keys: 'Mod+K', label: 'Search and commands', run: () => setOpen('palette') },
    { keys: '?', label: 'Show what the keys do', run: () => setOpen('shortcuts') },
    { keys: 'G O', label: `Go to ${words.orders}`, run: () => void navigate({ to: '/$organization/orders', params: { organization: slug } }) },
    ...menu
      .filter(({ keys, permission }) => keys && here.permissions.includes(permission))
      .map(({ keys = '', path, name, word }) => ({ keys, label: `Go to ${word ? words[word] : name}`, run: () => void navigate({ to: `/${slug}${path}` }) })),
    ...(here.permissions.includes('order.create')
      ? [{ keys: 'N', label: words.addOrder, run: () => void navigate({ to: `/${slug}/orders/new` }) }]
      : []),
  ])

  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>Skip to the page</a>
      <header className={classes.header}>
        <ActionIcon className={classes.burger} size="lg" aria-label="Menu" onClick={drawer.open}><IconMenu2 size={20} /></ActionIcon>
        <Link to="/$organization/orders" params={{ organization: slug }} className={classes.product}>Docket</Link>
        <OrganizationSwitcher />
        <UnstyledButton className={classes.search} onClick={() => setOpen('palette')}>
          <IconSearch size={16} aria-hidden="true" />
          <span className={classes.searchWords}>Search {words.orders.toLowerCase()}, {words.customers.toLowerCase()}, commands…</span>
          <kbd className={classes.key}>{isApple ? '⌘' : 'Ctrl '}K</kbd>
        </UnstyledButton>
        <div className={classes.right}>
          <LiveBadge />
          <ColorSchemeMenu />
          <AccountMenu onShowShortcuts={() => setOpen('shortcuts')} />
        </div>
      </header>
      <nav className={classes.nav} aria-label="Main">
        <Navigation collapses />
      </nav>
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Suspense>
        {drawerIsOpen && <MenuDrawer onClose={drawer.close} />}
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      </Suspense>
    </div>
  )
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)
