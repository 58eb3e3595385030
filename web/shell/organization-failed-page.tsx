import type { ErrorComponentProps } from '@tanstack/react-router'
import { lazy, Suspense, type ReactNode } from 'react'
import { isProblem } from '../problem.ts'
import { FailedPage } from './failed-page.tsx'

const UnknownOrganizationPage = lazy(() => import('./unknown-organization-page.tsx'))

/** An organization that could not be opened. */
export function OrganizationFailedPage(props: ErrorComponentProps): ReactNode {
  return isProblem(props.error, 'not-found') ? <Suspense><UnknownOrganizationPage /></Suspense> : <FailedPage {...props} />
}
