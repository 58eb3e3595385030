import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useHere } from '../session/session.ts'
import { EmptyState } from './empty-state.tsx'

/** What stands in an organization before there is any process: where one comes from. */
export function NoProcess({ title = 'Nothing here yet' }: { title?: string }) {
  const { organization: { slug }, permissions } = useHere()
  const mayApply = permissions.includes('blueprint.apply')
  return (
    <EmptyState title={title} action={mayApply && <Button component={Link} to={`/${slug}/settings/blueprints`}>Choose a blueprint</Button>}>
      A blueprint brings statuses, workflows and lists, from those Docket ships or from a file of yours; programs publish them through the API.
      {!mayApply && ' Ask an owner or an admin to apply one.'}
    </EmptyState>
  )
}
