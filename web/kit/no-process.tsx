import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useHere } from '../session/session.ts'
import { EmptyState } from './empty-state.tsx'

/** What stands in an organization before there is any process: where one comes from. */
export function NoProcess({ title = 'Nothing here yet' }: { title?: string }) {
  const { organization: { slug }, permissions } = useHere()
  const mayApply = permissions.includes('blueprint.apply')
  return (
    <EmptyState
      title={title}
      action={mayApply && (
        <Group justify="center" gap="xs">
          <Button component={Link} to={`/${slug}/settings/blueprints`}>Choose a blueprint</Button>
          <Button component={Link} variant="default" to={`/${slug}/settings/order-management`}>Design your own</Button>
        </Group>
      )}
    >
      A blueprint brings statuses, workflows, wizards and lists, from those Docket ships or from a file of yours; or you design your own, step by step.
      {!mayApply && ' Ask an owner or an admin to begin.'}
    </EmptyState>
  )
}
