import { Alert, Anchor, Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useRef, useState, type ChangeEvent, type FormEvent } from 'react'
import { SHORTEST_PASSWORD } from '#domain/identity/password.ts'
import { ask } from '../ask.ts'
import { asking } from '../asking.ts'
import { BlueprintGlance } from '../kit/blueprint-contents.tsx'
import { tellProblem } from '../kit/tell.ts'
import { errorsByField, wordsFor } from '../problem.ts'
import { signOut, signUp } from '../session/account.ts'
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
  const [organization, setOrganization] = useState<{ name: string; currency: string; blueprint?: string }>({ name: '', currency: 'USD' })
  const [missing, setMissing] = useState<Record<string, string>>({})
  const form = useRef<HTMLFormElement>(null)
  const isKnown = session.isSuccess
  const signUpIs = installation.data?.signUp
  const needsToken = !isKnown && (installation.data?.needsFirstRunToken ?? false)
  // The link that Docket prints at its start brings the token along, where no server is told of it.
  const [firstRunToken, setFirstRunToken] = useState(() => location.hash.slice(1))
  const blueprints = installation.isPending ? [] : [...(installation.data?.blueprints ?? []), fromNothing]
  const blueprint = organization.blueprint ?? blueprints[0]?.key

  const founding = useMutation({
    mutationFn: async () => {
      if (!isKnown) await signUp(person.name, person.email, person.password, needsToken ? { firstRunToken: firstRunToken.trim() } : {})
      const { queryClient } = router.options.context
      // Known from here on: founding may be refused, and tried again without signing up twice.
      await queryClient.fetchQuery({ ...askingSession(null), staleTime: 0 })
      const founded = await ask('organization.found', {
        name: organization.name,
        slug: slugOf(organization.name),
        currency: organization.currency,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(blueprint ? { blueprint } : {}),
      }, { organization: null })
      queryClient.clear()
      await router.navigate({ to: blueprint ? '/$organization/orders' : '/$organization/settings/order-management', params: { organization: founded.slug } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const faults = faultsOf(isKnown ? undefined : person, organization.name, needsToken ? firstRunToken : undefined)
    setMissing(faults)
    const [first] = Object.keys(faults)
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    else if (!installation.isPending) founding.mutate()
  }
  const errors = errorsByField(founding.error)
  // Once it is typed into, a field no longer complains.
  const fieldOf = (name: string, change: (value: string) => void) => ({
    name, required: true, error: missing[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      change(event.currentTarget.value)
      setMissing((before) => ({ ...before, [name]: '' }))
    },
  })

  const proving = fieldOf('firstRunToken', setFirstRunToken)
  const naming = fieldOf('organization', (name) => setOrganization({ ...organization, name }))

  if (signUpIs === 'invited' && session.isError) {
    return (
      <OutsideLayout title="Sign in first" lead="Docket is set up here already. New people come by invitation, and whoever belongs founds further organizations once they are signed in.">
        <Anchor component={Link} to="/sign-in" mt="md" display="block">Sign in</Anchor>
      </OutsideLayout>
    )
  }
  if (signUpIs === 'invited' && session.isSuccess && session.data.organizations.length === 0) {
    return (
      <OutsideLayout title="You belong to no organization" lead={`You are signed in as ${session.data.person.email}. Ask somebody who belongs to an organization here to invite you.`}>
        <Button mt="md" variant="default" onClick={() => void signOut().then(() => location.assign('/sign-in'), tellProblem)}>Sign out</Button>
      </OutsideLayout>
    )
  }
  return (
    <OutsideLayout wide title={isKnown ? 'Found an organization' : 'Welcome to Docket'} lead={session.data ? `You are signed in as ${session.data.person.email}, and become its owner.` : `${installation.data?.isEmpty ? 'Nothing is set up here yet. ' : ''}Name yourself and your business, and choose how it works.`}>
      <form ref={form} className={classes.form} noValidate onSubmit={submit}>
        {founding.error && <Alert color="red" role="alert">{wordsFor(founding.error)}</Alert>}
        {!isKnown && (
          <div className={classes.two}>
            <TextInput label="Your name" autoComplete="name" value={person.name} {...fieldOf('person', (name) => setPerson({ ...person, name }))} />
            <TextInput label="Email" type="email" autoComplete="username" value={person.email} {...fieldOf('email', (email) => setPerson({ ...person, email }))} />
            <PasswordInput label="Password" autoComplete="new-password" placeholder={`At least ${SHORTEST_PASSWORD} characters`} value={person.password} {...fieldOf('password', (password) => setPerson({ ...person, password }))} />
          </div>
        )}
        {needsToken && (
          <TextInput label="First-run token" description="Docket printed it where it was started: it shows that this Docket is yours." autoComplete="off" spellCheck={false} value={firstRunToken} {...proving} error={proving.error ?? errors['firstRunToken']} />
        )}
        <div className={classes.two}>
          <TextInput label="Organization" autoComplete="organization" maxLength={100} value={organization.name} {...naming} error={naming.error ?? errors['name'] ?? errors['slug']} />
          <Select label="Currency" data={commonCurrencies} searchable allowDeselect={false} value={organization.currency} onChange={(currency) => setOrganization({ ...organization, currency: currency ?? 'USD' })} />
        </div>
        <fieldset className={classes.fieldset}>
          <legend className={classes.legend}>How does it work?</legend>
          <div className={classes.gallery}>
            {blueprints.map(({ key, name, description, contents }) => (
              <label key={key} className={classes.choice}>
                <input type="radio" name="blueprint" checked={blueprint === key} onChange={() => setOrganization({ ...organization, blueprint: key })} />
                <span className={classes.choiceName}>{name}</span>
                <span className={classes.choiceWords}>{description}</span>
                {contents && <span className={classes.choiceContents}><BlueprintGlance contents={contents} /></span>}
              </label>
            ))}
          </div>
        </fieldset>
        <Button type="submit" loading={founding.isPending}>Found {organization.name || 'the organization'}</Button>
      </form>
    </OutsideLayout>
  )
}

const fromNothing = { key: '', name: 'From nothing', description: 'Start empty and design your own: statuses, workflows, order types and wizards, step by step.', contents: undefined }

/** What is missing, by field, in their order on the page. */
function faultsOf(person: { name: string; email: string; password: string } | undefined, organization: string, firstRunToken: string | undefined): Record<string, string> {
  const faults = [
    person?.name.trim() === '' && ['person', 'Say who you are.'],
    person && !/^\S+@\S+$/.test(person.email.trim()) && ['email', 'An email looks like name@example.com.'],
    person && person.password.length < SHORTEST_PASSWORD && ['password', `A password has at least ${SHORTEST_PASSWORD} characters.`],
    firstRunToken?.trim() === '' && ['firstRunToken', 'Copy it from where Docket was started.'],
    slugOf(organization) === '' && ['organization', 'Name the organization, with at least one letter or digit.'],
  ]
  return Object.fromEntries(faults.filter((fault) => fault !== false && fault !== undefined) as [string, string][])
}

/** "Corner Cycles" as it stands in addresses: `corner-cycles`. */
function slugOf(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60)
}
