import { Alert, Anchor, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { SHORTEST_PASSWORD } from '#domain/identity/password.ts'
import { roleNames } from '#domain/kernel/permission.ts'
import { ask } from '../ask.ts'
import { isProblem, wordsFor } from '../problem.ts'
import { signIn, signUp } from '../session/account.ts'
import { askingSession } from '../session/session.ts'
import { OutsideLayout } from './outside-layout.tsx'
import classes from './outside-layout.module.css'

const route = getRouteApi('/join/$token')

/** Where an invitation link leads: join as oneself, with a new password, or with the one one has. */
export default function JoinPage() {
  const { token } = route.useParams()
  const router = useRouter()
  const { queryClient } = router.options.context
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [isMember, setIsMember] = useState(false)
  const invitation = useQuery({ queryKey: ['invitation.read', null, token], queryFn: () => ask('invitation.read', { token }, { organization: null }), retry: false })
  const session = useQuery({ ...askingSession(null), retry: false })
  const email = invitation.data?.email ?? ''
  const isSignedIn = session.data?.person.email === email

  const joining = useMutation({
    mutationFn: async () => {
      if (!isSignedIn) await (isMember ? signIn(email, password) : signUp(name, email, password, { invitation: token }))
      await queryClient.fetchQuery({ ...askingSession(null), staleTime: 0 })
      const { slug } = await ask('invitation.accept', { token }, { organization: null })
      queryClient.clear()
      await router.navigate({ to: '/$organization/orders', params: { organization: slug } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    joining.mutate()
  }

  if (invitation.isPending) return <OutsideLayout title="Your invitation"><p aria-busy="true">Reading it…</p></OutsideLayout>
  if (invitation.isError) {
    return (
      <OutsideLayout title="This link does not work" lead={isProblem(invitation.error, 'validation-failed') ? 'It is not a whole invitation. Copy all of the link that you were given.' : wordsFor(invitation.error)}>
        <Anchor component={Link} to="/sign-in" mt="md" display="block">Sign in</Anchor>
      </OutsideLayout>
    )
  }
  return (
    <OutsideLayout title={`Join ${invitation.data.organizationName}`} lead={`You were invited as ${roleNames[invitation.data.role]}, with ${email}.`}>
      <form className={classes.form} onSubmit={submit}>
        {joining.error && <Alert color="red" role="alert">{wordsFor(joining.error)}</Alert>}
        {session.data && !isSignedIn && <Alert color="orange">You are signed in as {session.data.person.email}. Joining signs you in as {email} instead.</Alert>}
        {!isSignedIn && !isMember && <TextInput label="Your name" autoComplete="name" required value={name} onChange={(event) => setName(event.currentTarget.value)} />}
        {!isSignedIn && <PasswordInput label="Password" autoComplete={isMember ? 'current-password' : 'new-password'} required {...(isMember ? {} : { minLength: SHORTEST_PASSWORD, description: `At least ${SHORTEST_PASSWORD} characters` })} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />}
        <Button type="submit" loading={joining.isPending}>Join</Button>
        {!isSignedIn && (
          <Anchor component="button" type="button" size="sm" onClick={() => setIsMember(!isMember)}>
            {isMember ? 'I am new here' : 'I have a password here already'}
          </Anchor>
        )}
      </form>
    </OutsideLayout>
  )
}
