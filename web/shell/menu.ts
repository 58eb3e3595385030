import { IconDeviceTablet, IconPackage, IconSettings, IconUsers, type Icon } from '@tabler/icons-react'
import type { Permission } from '#domain/kernel/permission.ts'
import type { Words } from '#domain/identity/settings.ts'

/** A page the menu names below the order lists: its address, its name (or the word the business uses), who sees it; the last stands at the bottom. */
export type MenuEntry = { path: string; name: string; word?: keyof Words; icon: Icon; permission: Permission; keys?: string; isLast?: true }

export const menu: MenuEntry[] = [
  { path: '/counter', name: 'Counter', icon: IconDeviceTablet, permission: 'wizard.run', keys: 'G K' },
  { path: '/customers', name: 'Customers', word: 'customers', icon: IconUsers, permission: 'customer.read', keys: 'G C' },
  { path: '/catalog', name: 'Catalog', icon: IconPackage, permission: 'catalog.read', keys: 'G P' },
  { path: '/settings', name: 'Settings', icon: IconSettings, permission: 'organization.read', keys: 'G S', isLast: true },
]
