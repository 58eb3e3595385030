import { Anchor, Button, Group } from '@mantine/core'
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState } from '../kit/empty-state.tsx'
import { isProblem, wordsFor } from '../problem.ts'

/** A page that could not be shown: why, and what to do about it. */
export function FailedPage({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  const title = isProblem(error, 'not-found') ? 'This is not here' : isProblem(error, 'forbidden') ? 'Your role does not allow this' : 'This could not be shown'
  return (
    <EmptyState
      title={title}
      action={
        <Group justify="center">
          <Button onClick={again}>Try again</Button>
          <Anchor component={Link} to="/">Go to the orders</Anchor>
        </Group>
      }
    >
      {wordsFor(error)}
    </EmptyState>
  )
}
