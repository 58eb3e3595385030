import { Alert, Anchor, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { asking } from '../asking.ts'
import { tellDone, tellProblem } from '../kit/tell.ts'
import { isProblem, wordsFor } from '../problem.ts'
import { requestPasswordReset, signIn } from '../session/account.ts'
import { OutsideLayout } from './outside-layout.tsx'
import classes from './outside-layout.module.css'

const route = getRouteApi('/sign-in')

export default function SignInPage() {
  const { to } = route.useSearch()
  const router = useRouter()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const installation = useQuery(asking(null, 'installation.read', {})).data
  const demo = installation?.demo
  const entering = useMutation({
    mutationFn: () => signIn(email, password),
    onSuccess: async () => {
      router.options.context.queryClient.clear()
      await router.navigate({ href: to ?? '/' })
    },
  })
  const enter = (event: FormEvent) => {
    event.preventDefault()
    entering.mutate()
  }
  const forgot = () => {
    if (email === '') return document.getElementById('email')?.focus()
    void requestPasswordReset(email).then(() => tellDone(`If ${email} is known here, whoever runs this Docket finds a link for you in its log. Ask them for it; it works for an hour.`), tellProblem)
  }

  return (
    <OutsideLayout title="Sign in">
      <form className={classes.form} onSubmit={enter}>
        {entering.error && <Alert color="red" role="alert">{isProblem(entering.error, 'unauthenticated') ? 'This email and password do not belong together.' : wordsFor(entering.error)}</Alert>}
        <TextInput id="email" label="Email" type="email" autoComplete="username" required withAsterisk={false} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <PasswordInput label="Password" autoComplete="current-password" required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Button type="submit" loading={entering.isPending}>Sign in</Button>
        <Anchor component="button" type="button" size="sm" onClick={forgot}>Forgot the password?</Anchor>
        {installation && !demo && <p className={classes.aside}>{newHere[installation.signUp]}</p>}
        {demo && (
          <Alert color="indigo" title="This is a demo">
            <div>Email <b>{demo.email}</b></div>
            <div>Password <b>{demo.password}</b></div>
            <Button mt="sm" size="xs" variant="default" onClick={() => { setEmail(demo.email); setPassword(demo.password) }}>Fill in</Button>
          </Alert>
        )}
      </form>
    </OutsideLayout>
  )
}

/** What somebody without an account does, by who may make one. */
const newHere = {
  invited: 'New here? People come by invitation: ask somebody who belongs for a link.',
  open: <>New here? <Anchor component={Link} to="/found" inherit>Found an organization</Anchor>, or ask for an invitation to one.</>,
  first_run: <>Nothing is founded here yet. <Anchor component={Link} to="/found" inherit>Found the first organization</Anchor></>,
}
