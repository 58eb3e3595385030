import { Alert, Anchor, Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { ask } from '../ask.ts'
import { asking } from '../asking.ts'
import { errorsByField, wordsFor } from '../problem.ts'
import { signUp } from '../session/account.ts'
import { askingSession } from '../session/session.ts'
import { OutsideLayout } from './outside-layout.tsx'
import classes from './outside-layout.module.css'

const commonCurrencies = ['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'CHF', 'INR', 'JPY', 'BRL', 'MXN', 'ZAR', 'AED', 'SGD', 'NZD', 'SEK', 'PLN']

/** The first page of an empty installation: the owner and the organization; and for members the way to found another. */
export default function FoundPage() {
  const router = useRouter()
  const installation = useQuery(asking(null, 'installation.read', {}))
  const session = useQuery({ ...askingSession(null), retry: false })
  const [person, setPerson] = useState({ name: '', email: '', password: '' })
  const [organization, setOrganization] = useState({ name: '', currency: 'USD', blueprint: '' })
  const isKnown = session.isSuccess
  const blueprints = [...(installation.data?.blueprints ?? []), { key: '', name: 'From nothing', description: 'No statuses, no workflows: design your own in Settings.' }]

  const founding = useMutation({
    mutationFn: async () => {
      if (!isKnown) await signUp(person.name, person.email, person.password)
      const { queryClient } = router.options.context
      // The answer to reading the session brings the token that every change has to repeat.
      await queryClient.fetchQuery({ ...askingSession(null), staleTime: 0 })
      const founded = await ask('organization.found', {
        name: organization.name,
        slug: slugOf(organization.name),
        currency: organization.currency,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(organization.blueprint ? { blueprint: organization.blueprint } : {}),
      }, { organization: null })
      queryClient.clear()
      await router.navigate({ to: '/$organization/orders', params: { organization: founded.slug } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    founding.mutate()
  }
  const errors = errorsByField(founding.error)

  if (installation.isSuccess && !installation.data.isEmpty && session.isError) {
    return (
      <OutsideLayout title="Sign in first" lead="Docket is set up here already. Members found further organizations once they are signed in.">
        <Anchor component={Link} to="/sign-in" mt="md" display="block">Sign in</Anchor>
      </OutsideLayout>
    )
  }
  return (
    <OutsideLayout wide title={isKnown ? 'Found an organization' : 'Welcome to Docket'} lead={isKnown ? 'You become its owner.' : 'Nothing is set up here yet. Name yourself and your business, and choose how it works.'}>
      <form className={classes.form} onSubmit={submit}>
        {founding.error && <Alert color="red" role="alert">{wordsFor(founding.error)}</Alert>}
        {!isKnown && (
          <div className={classes.two}>
            <TextInput label="Your name" autoComplete="name" required value={person.name} onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })} />
            <TextInput label="Email" type="email" autoComplete="username" required value={person.email} onChange={(event) => setPerson({ ...person, email: event.currentTarget.value })} />
            <PasswordInput label="Password" autoComplete="new-password" required minLength={8} placeholder="At least 8 characters" value={person.password} onChange={(event) => setPerson({ ...person, password: event.currentTarget.value })} />
          </div>
        )}
        <div className={classes.two}>
          <TextInput label="Organization" autoComplete="organization" required maxLength={100} error={errors['name'] ?? errors['slug']} value={organization.name} onChange={(event) => setOrganization({ ...organization, name: event.currentTarget.value })} />
          <Select label="Currency" data={commonCurrencies} searchable allowDeselect={false} value={organization.currency} onChange={(currency) => setOrganization({ ...organization, currency: currency ?? 'USD' })} />
        </div>
        <fieldset className={classes.fieldset}>
          <legend className={classes.legend}>How does it work?</legend>
          <div className={classes.gallery}>
            {blueprints.map(({ key, name, description }) => (
              <label key={key} className={classes.choice}>
                <input type="radio" name="blueprint" checked={organization.blueprint === key} onChange={() => setOrganization({ ...organization, blueprint: key })} />
                <span className={classes.choiceName}>{name}</span>
                <span className={classes.choiceWords}>{description}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <Button type="submit" loading={founding.isPending} disabled={slugOf(organization.name) === ''}>Found {organization.name || 'the organization'}</Button>
      </form>
    </OutsideLayout>
  )
}

/** "Corner Cycles" as it stands in addresses: `corner-cycles`. */
function slugOf(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60)
}
