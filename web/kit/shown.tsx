import { Alert, Button, Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { isProblem, wordsFor } from '../problem.ts'
import { EmptyState } from './empty-state.tsx'

type Props<T> = { data: T | undefined; error: unknown; again: () => unknown; children: (data: T) => ReactNode }

/** What was asked for, once it is there; what is known already stays on the screen when reading it again fails. */
export function Shown<T>({ data, error, again, children }: Props<T>) {
  if (data !== undefined) {
    return (
      <>
        {Boolean(error) && <Alert color="yellow" mb="sm">This may be out of date. {wordsFor(error)} <Button size="compact-xs" variant="light" color="yellow" onClick={() => void again()}>Try again</Button></Alert>}
        {children(data)}
      </>
    )
  }
  if (!error) return <RowsPending />
  if (isProblem(error, 'forbidden')) return <NotAllowed>{error.message}</NotAllowed>
  const title = isProblem(error, 'not-found') ? 'This is not here' : 'This could not be shown'
  return <EmptyState title={title} action={<Button onClick={() => void again()}>Try again</Button>}>{wordsFor(error)}</EmptyState>
}

/** What stands in place of a page one's role may not open. */
export function NotAllowed({ children }: { children: ReactNode }) {
  return <EmptyState title="Your role does not allow this">{children}</EmptyState>
}

function RowsPending() {
  return (
    <Stack gap="xs" aria-busy="true" aria-label="Loading">
      {Array.from({ length: 6 }, (_, i) => <Skeleton key={i} h={40} />)}
    </Stack>
  )
}
