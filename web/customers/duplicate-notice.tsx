import { Alert, Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useHere } from '../session/session.ts'
import { isProblem, wordsFor } from '../problem.ts'

/** Whose an email or phone is already; undefined where the refusal is about something else. */
export function ownerOf(error: unknown): string | undefined {
  return isProblem(error, 'duplicate') && typeof error.extra['customerId'] === 'string' ? error.extra['customerId'] : undefined
}

/** Says whose it is, and offers the two things one may want then. */
export function DuplicateNotice({ error, mergeWords, onMerge }: { error: unknown; mergeWords: string; onMerge: ((ownerId: string) => void) | undefined }) {
  const { slug } = useHere().organization
  const owner = ownerOf(error)
  if (!owner) return null
  return (
    <Alert color="yellow" role="alert" title="This is somebody you know">
      {wordsFor(error)}
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" variant="default" component={Link} to={`/${slug}/customers/${owner}`}>Open the existing customer</Button>
        {onMerge && <Button size="compact-sm" onClick={() => onMerge(owner)}>{mergeWords}</Button>}
      </Group>
    </Alert>
  )
}
