import { Alert, Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { IconArrowMerge, IconPencil } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { ShownCustomer } from '#domain/customers/contract.ts'
import { useAsk } from '../asking.ts'
import { PageHead } from '../kit/page-head.tsx'
import { NotAllowed, Shown } from '../kit/shown.tsx'
import { useShow } from '../kit/show.ts'
import { addressLines } from '../kit/address-words.ts'
import { useHere, useMay, useWords } from '../session/session.ts'
import { CustomerOrders } from './customer-orders.tsx'
import { CustomerTags } from './customer-tags.tsx'
import { mediumNames, reachNames } from './customer-words.ts'
import { MergeDialog } from './merge-dialog.tsx'
import classes from './customer-page.module.css'

const route = getRouteApi('/$organization/customers/$customerId')

/** One customer: how to reach them, what to remember, and everything they ordered. */
export default function CustomerPage() {
  const { customerId } = route.useParams()
  const mayRead = useMay('customer.read')
  const customer = useAsk('customer.get', { id: customerId }, { enabled: mayRead })
  if (!mayRead) return <NotAllowed>Your role sees only the work assigned to it.</NotAllowed>
  return <Shown data={customer.data} error={customer.error} again={customer.refetch}>{(shown) => <OnScreen customer={shown} />}</Shown>
}

function OnScreen({ customer }: { customer: ShownCustomer }) {
  const words = useWords()
  const { slug } = useHere().organization
  const mayChange = useMay('customer.update') && customer.mergedInto === null
  const mayMerge = useMay('customer.merge') && customer.mergedInto === null
  const [isMerging, setMerging] = useState(false)
  return (
    <>
      <PageHead title={customer.name} back={{ to: `/${slug}/customers`, name: words.customers }} beside={customer.tags.length > 0 && <CustomerTags tags={customer.tags} />}>
        {mayMerge && <Button variant="default" leftSection={<IconArrowMerge size={16} />} onClick={() => setMerging(true)}>Merge…</Button>}
        {mayChange && <Button component={Link} to={`/${slug}/customers/${customer.id}/edit`} leftSection={<IconPencil size={16} />}>Edit</Button>}
      </PageHead>
      {customer.mergedInto && (
        <Alert color="yellow" mb="md">{customer.name} was merged into another {words.customer.toLowerCase()}. <Link to="/$organization/customers/$customerId" params={{ organization: slug, customerId: customer.mergedInto }}>Open who they are now</Link></Alert>
      )}
      <div className={classes.panes}>
        <section className={classes.about} aria-label="About"><About customer={customer} /></section>
        <section className={classes.orders} aria-label={words.orders}><CustomerOrders customerId={customer.id} /></section>
      </div>
      {isMerging && <MergeDialog customer={customer} onClose={() => setMerging(false)} />}
    </>
  )
}

function About({ customer }: { customer: ShownCustomer }) {
  const show = useShow()
  const { email, phone, company, contactPoints, preferredMedium, language, addresses, preferences, notes } = customer
  const others = contactPoints.filter(({ value }) => value !== email && value !== phone)
  return (
    <dl className={classes.facts}>
      <Fact name="Company">{company}</Fact>
      <Fact name="Email">{email && <a href={`mailto:${email}`}>{email}</a>}</Fact>
      <Fact name="Phone">{phone && <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}><bdi>{phone}</bdi></a>}</Fact>
      {others.map(({ medium, value, label }) => <Fact key={medium + value} name={label ? `${reachNames[medium]}, ${label}` : reachNames[medium]}><bdi>{value}</bdi></Fact>)}
      <Fact name="Reach them by">{preferredMedium && mediumNames[preferredMedium]}</Fact>
      <Fact name="Language">{language}</Fact>
      {addresses.map((address, i) => (
        <Fact key={addressLines(address).join()} name={addresses.length > 1 ? `Address ${i + 1}` : 'Address'}>
          {addressLines(address).join('\n')}
          {address.instructions && <span className="dimmed">{`\n${address.instructions}`}</span>}
        </Fact>
      ))}
      <Fact name="Wishes, which the customer may see">{preferences}</Fact>
      <Fact name="Staff notes, never shown to the customer">{notes}</Fact>
      <Fact name="Known since">{show.day(customer.createdAt)}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null
  return <div><dt>{name}</dt><dd>{children}</dd></div>
}
