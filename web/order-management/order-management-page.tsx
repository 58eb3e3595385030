import { Tabs } from '@mantine/core'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { PageHead } from '../kit/page-head.tsx'
import { useHere } from '../session/session.ts'
import { FirstSteps } from './first-steps.tsx'

const tabs = [['action-wizards', 'Action Wizards'], ['status-library', 'Status Library'], ['workflows', 'Workflows'], ['order-types', 'Order Types']] as const

/** How the business works: how orders are taken in, what they are called where they stand, the ways they go, and which of these each kind of order takes. */
export default function OrderManagementPage() {
  const { slug } = useHere().organization
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const base = `/${slug}/settings/order-management`
  const here = tabs.find(([path]) => pathname === `${base}/${path}` || pathname.startsWith(`${base}/${path}/`))?.[0] ?? 'status-library'
  return (
    <>
      <PageHead title="Order Management" />
      <FirstSteps />
      <Tabs value={here} onChange={(path) => void navigate({ to: `${base}/${path}` })}>
        <Tabs.List mb="md" aria-label="Order Management">
          {tabs.map(([path, name]) => <Tabs.Tab key={path} value={path}>{name}</Tabs.Tab>)}
        </Tabs.List>
        <Tabs.Panel value={here}><Outlet /></Tabs.Panel>
      </Tabs>
    </>
  )
}
