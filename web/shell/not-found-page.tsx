import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState } from '../kit/empty-state.tsx'

export function NotFoundPage(): ReactNode {
  return (
    <EmptyState title="There is no page here" action={<Anchor component={Link} to="/">Go to the orders</Anchor>}>
      The address may be mistyped, or what was here is gone.
    </EmptyState>
  )
}
