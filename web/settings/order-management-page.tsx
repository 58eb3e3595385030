import { Tabs } from '@mantine/core'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { PageHead } from '../kit/page-head.tsx'
import { useHere } from '../session/session.ts'
import classes from './settings.module.css'

const tabs = [['status-library', 'Status Library'], ['workflows', 'Workflows'], ['order-types', 'Order Types']] as const

/** How the business works: its statuses, its workflows and its order types, as they stand. */
export default function OrderManagementPage() {
  const { slug } = useHere().organization
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const base = `/${slug}/settings/order-management`
  const here = tabs.find(([path]) => pathname === `${base}/${path}`)?.[0] ?? 'status-library'
  return (
    <>
      <PageHead title="Order Management" />
      <p className={classes.lead}>What every order goes through. A blueprint brings it all at once; each published version stays what it was for the orders that began with it.</p>
      <Tabs value={here} onChange={(path) => void navigate({ to: `${base}/${path}` })}>
        <Tabs.List mb="md" aria-label="Order Management">
          {tabs.map(([path, name]) => <Tabs.Tab key={path} value={path}>{name}</Tabs.Tab>)}
        </Tabs.List>
        <Tabs.Panel value={here}><Outlet /></Tabs.Panel>
      </Tabs>
    </>
  )
}
