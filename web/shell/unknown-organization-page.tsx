import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { askingSession } from '../session/session.ts'
import { OutsideLayout } from '../sign-in/outside-layout.tsx'

/** At the address of an organization that is not, or is not one's own: the way to those that are. */
export default function UnknownOrganizationPage() {
  const { organization } = useParams({ strict: false })
  const own = useQuery(askingSession(null)).data?.organizations
  return (
    <OutsideLayout title="There is no such organization" lead={<>Nothing here is called “<bdi>{organization}</bdi>”, or you are not a member of it. {own && (own.length > 0 ? 'These are yours:' : 'You belong to none yet.')}</>}>
      {own?.map(({ slug, name }) => <Anchor key={slug} component={Link} to={`/${slug}/orders`} mt="md" display="block">{name}</Anchor>)}
      {own?.length === 0 && <Anchor component={Link} to="/found" mt="md" display="block">Found an organization</Anchor>}
    </OutsideLayout>
  )
}
