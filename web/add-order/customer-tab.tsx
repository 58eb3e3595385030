import { Button, TextInput } from '@mantine/core'
import type { ShownCustomer } from '#domain/customers/contract.ts'
import { ContactPicker } from '../kit/contact-picker.tsx'
import { useWords } from '../session/session.ts'
import type { FormPart } from './form-part.ts'
import type { OrderDraft } from './order-draft.ts'
import classes from './add-order.module.css'

/** Who orders: somebody known, or somebody new. */
export function CustomerTab({ draft, type, change, errorOf }: FormPart) {
  const words = useWords()
  const { customer } = draft
  const set = (part: Partial<OrderDraft['customer']>) => change((before) => ({ ...before, customer: { ...before.customer, ...part } }))
  const input = (name: 'firstName' | 'lastName' | 'email' | 'phone', label: string, isRequired: boolean, kind = 'text') => (
    <TextInput
      id={`add-${name}`} label={label} required={isRequired} type={kind} autoComplete="off" value={customer[name]} error={errorOf(name)}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <div className={classes.stack}>
      {customer.id ? (
        <p className={classes.contact}>
          <span>{words.customer}: <b>{`${customer.firstName} ${customer.lastName}`.trim() || customer.email}</b>, from your contacts</span>
          <Button size="compact-sm" variant="default" onClick={() => set({ id: null, firstName: '', lastName: '', email: '', phone: '' })}>Somebody else</Button>
        </p>
      ) : (
        <ContactPicker label="Select contact" onPick={(picked) => change((before) => withContact(before, picked))} />
      )}
      <div className={classes.pair}>
        {input('firstName', 'First name', true)}
        {input('lastName', 'Last name', true)}
      </div>
      {input('email', 'Email', type.intake.customerEmail, 'email')}
      {input('phone', 'Phone', false, 'tel')}
    </div>
  )
}

/** The draft for somebody known: their name and how to reach them, and, where none is written yet, their address. */
function withContact(draft: OrderDraft, picked: ShownCustomer): OrderDraft {
  const [address] = picked.addresses
  const hasAddress = draft.address.line1 !== '' || draft.address.city !== ''
  const [first = '', ...others] = picked.name.split(' ')
  return {
    ...draft,
    customer: { id: picked.id, firstName: picked.firstName ?? first, lastName: picked.lastName ?? others.join(' '), email: picked.email ?? '', phone: picked.phone ?? '' },
    address: hasAddress || !address ? draft.address : { ...draft.address, line1: address.line1, line2: address.line2 ?? '', city: address.city, region: address.region ?? '', postalCode: address.postalCode ?? '', country: address.country ?? draft.address.country },
  }
}
