import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { ask, standIn } from './ask.ts'
import { asking } from './asking.ts'
import { readOrdersSearch } from './orders/orders-search.ts'
import { isProblem } from './problem.ts'
import { findLastOrganization, rememberOrganization } from './session/last-organization.ts'
import { askingSession } from './session/session.ts'
import { FailedPage } from './shell/failed-page.tsx'
import { NotFoundPage } from './shell/not-found-page.tsx'
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
  errorComponent: FailedPage,
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

// A page is typed by its route, so its own type may not be read here: that would be a circle, and every search param `any`.
const page = (load: () => Promise<unknown>) => lazyRouteComponent(load as () => Promise<{ default: ComponentType }>)
const outside = () => rootRoute
const inside = () => organizationRoute
const ordersRoute = createRoute({ getParentRoute: inside, path: '/orders', component: page(() => import('./add-order/over-orders.tsx')), validateSearch: readOrdersSearch })

// Every page, a line each, loaded when it is first opened; its module exports the component as `default`.
// To add one: write the page, add its line here and, if the menu should name it, a line in shell/menu.ts.
export const routeTree = rootRoute.addChildren([
  homeRoute,
  createRoute({ getParentRoute: outside, path: '/sign-in', component: page(() => import('./sign-in/sign-in-page.tsx')), validateSearch: readTo }),
  createRoute({ getParentRoute: outside, path: '/found', component: page(() => import('./sign-in/found-page.tsx')) }),
  createRoute({ getParentRoute: outside, path: '/join/$token', component: page(() => import('./sign-in/join-page.tsx')) }),
  createRoute({ getParentRoute: outside, path: '/reset-password', component: page(() => import('./sign-in/reset-password-page.tsx')), validateSearch: readToken }),
  organizationRoute.addChildren([
    organizationHomeRoute,
    ordersRoute.addChildren([createRoute({ getParentRoute: () => ordersRoute, path: '/new', component: page(() => import('./add-order/add-order-page.tsx')) })]),
    createRoute({ getParentRoute: inside, path: '/orders/$orderId', component: page(() => import('./order/order-page.tsx')) }),
    createRoute({ getParentRoute: inside, path: '/$', component: NotFoundPage }),
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
