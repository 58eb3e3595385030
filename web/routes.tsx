import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { ask, standIn } from './ask.ts'
import { asking } from './asking.ts'
import { readCatalogSearch } from './catalog/catalog-search.ts'
import { readCustomersSearch } from './customers/customers-search.ts'
import { readImportSearch } from './imports/import-search.ts'
import { readStatusSearch } from './order-management/status-library/status-search.ts'
import { readOrdersSearch } from './orders/orders-search.ts'
import { isProblem } from './problem.ts'
import { findLastOrganization, rememberOrganization } from './session/last-organization.ts'
import { askingSession } from './session/session.ts'
import { readActivitySearch } from './settings/activity-search.ts'
import { NotFoundPage } from './shell/not-found-page.tsx'
import { OrganizationFailedPage } from './shell/organization-failed-page.tsx'
import { OrganizationLayout } from './shell/organization-layout.tsx'

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet })

/** Leads from the bare address to the organization one worked in last. */
const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context: { queryClient } }) => {
    standIn(null)
    const session = await queryClient.ensureQueryData(askingSession(null)).catch((error) => letSignIn(error))
    const organization = findLastOrganization(session.organizations)
    throw organization ? redirect({ to: '/$organization/orders', params: { organization } }) : redirect({ to: '/found' })
  },
})

const organizationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/$organization',
  component: OrganizationLayout,
  errorComponent: OrganizationFailedPage,
  beforeLoad: async ({ context: { queryClient }, params: { organization }, location }) => {
    standIn(organization)
    await queryClient.ensureQueryData(askingSession(organization)).catch((error) => letSignIn(error, location.href))
    rememberOrganization(organization)
  },
  loader: ({ context: { queryClient }, params: { organization } }) => queryClient.ensureQueryData(asking(organization, 'view.list', {})),
})

const organizationHomeRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: '/',
  beforeLoad: ({ params: { organization } }) => {
    throw redirect({ to: '/$organization/orders', params: { organization } })
  },
})

// Pages are typed by their routes, so what a page is may not be inferred here: that would be a circle, and make every search
// param `any`. Hence the `unknown`; components used directly name their return type.
const page = (load: () => Promise<unknown>) => lazyRouteComponent(load as () => Promise<{ default: ComponentType }>)
const outside = () => rootRoute
const inside = () => organizationRoute
const ordersRoute = createRoute({ getParentRoute: inside, path: '/orders', component: page(() => import('./orders/orders-page.tsx')), validateSearch: readOrdersSearch })

/** In full screen, so outside the organization's frame; and not in need of a network, so it looks by itself for who is signed in. */
const counterRoute = createRoute({
  getParentRoute: outside,
  path: '/$organization/counter',
  component: page(() => import('./counter/counter-page.tsx')),
  beforeLoad: ({ params: { organization } }) => standIn(organization),
})

const settingsRoute = createRoute({ getParentRoute: inside, path: '/settings', component: page(() => import('./settings/settings-layout.tsx')) })
const settings = () => settingsRoute
const settingsHomeRoute = createRoute({
  getParentRoute: settings,
  path: '/',
  beforeLoad: ({ params: { organization } }) => {
    throw redirect({ to: '/$organization/settings/team', params: { organization } })
  },
})
const orderManagementRoute = createRoute({ getParentRoute: settings, path: '/order-management', component: page(() => import('./order-management/order-management-page.tsx')) })
const orderManagement = () => orderManagementRoute
const orderManagementHomeRoute = createRoute({
  getParentRoute: orderManagement,
  path: '/',
  beforeLoad: ({ params: { organization } }) => {
    throw redirect({ to: '/$organization/settings/order-management/action-wizards', params: { organization } })
  },
})

// Every page, a line each, loaded when it is first opened; its module exports the component as `default`.
// To add one: write the page, add its line here and, if the menu should name it, a line in shell/menu.ts.
// These are tuples, because inside `addChildren` a route's own type would be lost.
const outsidePages = [
  createRoute({ getParentRoute: outside, path: '/sign-in', component: page(() => import('./sign-in/sign-in-page.tsx')), validateSearch: readTo }),
  createRoute({ getParentRoute: outside, path: '/found', component: page(() => import('./sign-in/found-page.tsx')) }),
  createRoute({ getParentRoute: outside, path: '/join/$token', component: page(() => import('./sign-in/join-page.tsx')) }),
  createRoute({ getParentRoute: outside, path: '/reset-password', component: page(() => import('./sign-in/reset-password-page.tsx')), validateSearch: readToken }),
] as const

const insidePages = [
  createRoute({ getParentRoute: inside, path: '/orders/$orderId', component: page(() => import('./order/order-page.tsx')) }),
  createRoute({ getParentRoute: inside, path: '/orders/import', component: page(() => import('./imports/import-page.tsx')), validateSearch: readImportSearch }),
  createRoute({ getParentRoute: inside, path: '/customers', component: page(() => import('./customers/customers-page.tsx')), validateSearch: readCustomersSearch }),
  createRoute({ getParentRoute: inside, path: '/customers/new', component: page(() => import('./customers/new-customer-page.tsx')) }),
  createRoute({ getParentRoute: inside, path: '/customers/$customerId', component: page(() => import('./customers/customer-page.tsx')) }),
  createRoute({ getParentRoute: inside, path: '/customers/$customerId/edit', component: page(() => import('./customers/edit-customer-page.tsx')) }),
  createRoute({ getParentRoute: inside, path: '/catalog', component: page(() => import('./catalog/catalog-page.tsx')), validateSearch: readCatalogSearch }),
  createRoute({ getParentRoute: inside, path: '/catalog/new', component: page(() => import('./catalog/new-product-page.tsx')), validateSearch: readCatalogSearch }),
  createRoute({ getParentRoute: inside, path: '/catalog/$productId', component: page(() => import('./catalog/product-page.tsx')) }),
  createRoute({ getParentRoute: inside, path: '/$', component: NotFoundPage }),
] as const

const settingsPages = [
  createRoute({ getParentRoute: settings, path: '/team', component: page(() => import('./settings/team-page.tsx')) }),
  createRoute({ getParentRoute: settings, path: '/api-keys', component: page(() => import('./settings/api-keys-page.tsx')) }),
  createRoute({ getParentRoute: settings, path: '/sessions', component: page(() => import('./settings/sessions-page.tsx')) }),
  createRoute({ getParentRoute: settings, path: '/refusals', component: page(() => import('./settings/refusals-page.tsx')) }),
  createRoute({ getParentRoute: settings, path: '/organization', component: page(() => import('./settings/organization-page.tsx')) }),
  createRoute({ getParentRoute: settings, path: '/blueprints', component: page(() => import('./settings/blueprints-page.tsx')) }),
  createRoute({ getParentRoute: settings, path: '/activity', component: page(() => import('./settings/activity-page.tsx')), validateSearch: readActivitySearch }),
] as const

const orderManagementPages = [
  createRoute({ getParentRoute: orderManagement, path: '/action-wizards', component: page(() => import('./order-management/action-wizards/wizard-list.tsx')) }),
  createRoute({ getParentRoute: orderManagement, path: '/status-library', component: page(() => import('./order-management/status-library/status-library.tsx')), validateSearch: readStatusSearch }),
  createRoute({ getParentRoute: orderManagement, path: '/workflows', component: page(() => import('./order-management/workflows/workflow-list.tsx')) }),
  createRoute({ getParentRoute: orderManagement, path: '/order-types', component: page(() => import('./order-management/order-types/order-type-list.tsx')) }),
] as const

// An editor needs the whole width: it stands beside Settings, at an address below its list's.
const editorPages = [
  createRoute({ getParentRoute: inside, path: '/settings/order-management/action-wizards/$wizard', component: page(() => import('./order-management/action-wizards/wizard-page.tsx')) }),
  createRoute({ getParentRoute: inside, path: '/settings/order-management/workflows/$workflow', component: page(() => import('./order-management/workflows/workflow-page.tsx')) }),
  createRoute({ getParentRoute: inside, path: '/settings/order-management/order-types/$orderType', component: page(() => import('./order-management/order-types/order-type-page.tsx')) }),
] as const

const addOrderRoute = createRoute({ getParentRoute: () => ordersRoute, path: '/new', component: page(() => import('./add-order/add-order-page.tsx')) })

export const routeTree = rootRoute.addChildren([
  homeRoute,
  ...outsidePages,
  counterRoute,
  organizationRoute.addChildren([
    organizationHomeRoute,
    ...insidePages,
    ...editorPages,
    ordersRoute.addChildren([addOrderRoute]),
    settingsRoute.addChildren([settingsHomeRoute, ...settingsPages, orderManagementRoute.addChildren([orderManagementHomeRoute, ...orderManagementPages])]),
  ]),
])

/** Where nobody is signed in: the sign-in page, or on an empty installation the page that founds the first organization. */
async function letSignIn(error: unknown, to?: string): Promise<never> {
  if (!isProblem(error, 'unauthenticated')) throw error
  const { isEmpty } = await ask('installation.read', {}, { organization: null })
  throw isEmpty ? redirect({ to: '/found' }) : redirect({ to: '/sign-in', search: to ? { to } : {} })
}

function readTo(search: Record<string, unknown>): { to?: string } {
  // Only a path of our own: an address of somebody else's must not follow a sign-in.
  return typeof search['to'] === 'string' && /^\/(?![/\\])/.test(search['to']) ? { to: search['to'] } : {}
}

function readToken(search: Record<string, unknown>): { token?: string } {
  return typeof search['token'] === 'string' ? { token: search['token'] } : {}
}
