import { Alert, Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { SHORTEST_PASSWORD } from '#domain/identity/password.ts'
import { tellDone } from '../kit/tell.ts'
import { wordsFor } from '../problem.ts'
import { resetPassword } from '../session/account.ts'
import { OutsideLayout } from './outside-layout.tsx'
import classes from './outside-layout.module.css'

const route = getRouteApi('/reset-password')

export default function ResetPasswordPage() {
  const { token = '' } = route.useSearch()
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const resetting = useMutation({
    mutationFn: () => resetPassword(token, password),
    onSuccess: async () => {
      tellDone('The new password is set. Sign in with it.')
      await navigate({ to: '/sign-in' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    resetting.mutate()
  }
  return (
    <OutsideLayout title="Choose a new password">
      <form className={classes.form} onSubmit={submit}>
        {resetting.error && <Alert color="red" role="alert">{wordsFor(resetting.error)}</Alert>}
        <PasswordInput label="New password" autoComplete="new-password" required minLength={SHORTEST_PASSWORD} description={`At least ${SHORTEST_PASSWORD} characters`} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Button type="submit" loading={resetting.isPending}>Set the password</Button>
      </form>
    </OutsideLayout>
  )
}
