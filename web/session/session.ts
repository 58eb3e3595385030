import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Permission } from '#domain/kernel/permission.ts'
import type { Words } from '#domain/identity/settings.ts'
import { ask, csrfToken, type Answered } from '../ask.ts'
import { useOrganizationSlug } from '../asking.ts'
import { Problem } from '../problem.ts'

export type Session = Answered<'session.read'>
export type Here = NonNullable<Session['here']>

/** Who is signed in, and what they are in the organization (or, with null, in none). */
export function askingSession(organization: string | null) {
  return queryOptions<Session>({
    queryKey: ['session.read', organization, {}],
    queryFn: async ({ signal }) => {
      // This cookie comes and goes with the session: without it nobody is signed in, and the server need not say so.
      if (csrfToken() === '') throw new Problem('unauthenticated', 401, 'Sign in first.')
      return ask('session.read', {}, { organization, signal })
    },
    staleTime: 60_000,
  })
}

/** The session on a page of an organization; the router loaded it before the page. */
export function useSession(): Session {
  return useSuspenseQuery(askingSession(useOrganizationSlug())).data
}

/** The organization on the screen and what one may do there. */
export function useHere(): Here {
  const { here } = useSession()
  if (!here) throw new Error('This page belongs to an organization.')
  return here
}

export function useMay(permission: Permission): boolean {
  return useHere().permissions.includes(permission)
}

/** The business's own words where it has chosen them. */
export function useWords(): Required<Words> {
  return { ...docketWords, ...useHere().organization.words }
}

const docketWords: Required<Words> = {
  order: 'Order', orders: 'Orders', customer: 'Customer', customers: 'Customers', lineItem: 'Line item', lineItems: 'Line items',
  orderPage: 'Order', manager: 'Project manager', menuSection: 'Orders', addOrder: 'Add order',
}
