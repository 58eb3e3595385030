import { ActionIcon, Button, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import forms from '../kit/form.module.css'
import { addressWords } from '../kit/address-words.ts'
import { useHere } from '../session/session.ts'
import { emptyAddress, type AddressForm, type CustomerForm } from './customer-form.ts'
import { mediumNames, reachNames } from './customer-words.ts'
import classes from './customer-fields.module.css'

type Props = { form: CustomerForm; errors: Record<string, string>; change: (patch: Partial<CustomerForm>) => void }

/** Every field kept about a customer. */
export function CustomerFields({ form, errors, change }: Props) {
  const text = (name: 'firstName' | 'lastName' | 'company' | 'email' | 'phone' | 'language') => ({
    value: form[name], error: errors[name], onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  })
  return (
    <>
      <fieldset className={forms.section}>
        <legend className={forms.heading}>Who</legend>
        <div className={forms.two}>
          <TextInput label="First name" maxLength={100} autoComplete="off" {...text('firstName')} />
          <TextInput label="Last name" maxLength={100} autoComplete="off" {...text('lastName')} />
          <TextInput label="Company" maxLength={200} autoComplete="off" {...text('company')} />
          <TagsInput label="Tags" placeholder={form.tags.length === 0 ? 'Type and press Enter' : ''} maxTags={50} value={form.tags} error={errors['tags']} onChange={(tags) => change({ tags })} />
        </div>
      </fieldset>
      <fieldset className={forms.section}>
        <legend className={forms.heading}>How to reach them</legend>
        <div className={forms.two}>
          <TextInput label="Email" type="email" maxLength={254} autoComplete="off" {...text('email')} />
          <TextInput label="Phone" type="tel" maxLength={40} autoComplete="off" {...text('phone')} />
          <Select label="Reach them by" placeholder="No preference" clearable data={Object.entries(mediumNames).map(([value, label]) => ({ value, label }))} value={form.preferredMedium} error={errors['preferredMedium']} onChange={(medium) => change({ preferredMedium: medium as CustomerForm['preferredMedium'] })} />
          <TextInput label="Language" description="A language tag such as en, de-AT or ar" maxLength={35} {...text('language')} />
        </div>
        <ContactPoints form={form} errors={errors} change={change} />
      </fieldset>
      <Addresses form={form} errors={errors} change={change} />
      <fieldset className={forms.section}>
        <legend className={forms.heading}>What to remember</legend>
        <Textarea label="Wishes" description="The customer may see these." autosize minRows={2} maxRows={10} maxLength={5000} value={form.preferences} error={errors['preferences']} onChange={(event) => change({ preferences: event.currentTarget.value })} />
        <Textarea label="Staff notes" description="Never shown to the customer." autosize minRows={2} maxRows={10} maxLength={5000} value={form.notes} error={errors['notes']} onChange={(event) => change({ notes: event.currentTarget.value })} />
      </fieldset>
    </>
  )
}

function ContactPoints({ form, errors, change }: Props) {
  const put = (index: number, patch: Partial<CustomerForm['contactPoints'][number]>) => change({ contactPoints: form.contactPoints.map((point, i) => (i === index ? { ...point, ...patch } : point)) })
  return (
    <>
      {form.contactPoints.map((point, i) => (
        // Rows have no name of their own; their place is what they are.
        // eslint-disable-next-line react/no-array-index-key
        <fieldset key={i} className={classes.point} aria-label={`Other way ${i + 1}`}>
          <Select label="By" data={Object.entries(reachNames).map(([value, label]) => ({ value, label }))} allowDeselect={false} value={point.medium} onChange={(medium) => put(i, { medium: medium as typeof point.medium })} />
          <TextInput label={point.medium === 'email' ? 'Address' : 'Number'} maxLength={254} value={point.value} error={errors[`contactPoints.${i}.value`]} onChange={(event) => put(i, { value: event.currentTarget.value })} />
          <TextInput label="Label" placeholder="Office, assistant…" maxLength={60} value={point.label} error={errors[`contactPoints.${i}.label`]} onChange={(event) => put(i, { label: event.currentTarget.value })} />
          <ActionIcon size={34} mt={25} aria-label={`Remove other way ${i + 1}`} onClick={() => change({ contactPoints: form.contactPoints.filter((_, at) => at !== i) })}><IconTrash size={16} /></ActionIcon>
        </fieldset>
      ))}
      {form.contactPoints.length < 20 && (
        <div><Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => change({ contactPoints: [...form.contactPoints, { medium: 'phone', value: '', label: '' }] })}>Another way to reach them</Button></div>
      )}
    </>
  )
}

function Addresses({ form, errors, change }: Props) {
  const home = useHere().organization.country
  const put = (index: number, patch: Partial<AddressForm>) => change({ addresses: form.addresses.map((address, i) => (i === index ? { ...address, ...patch } : address)) })
  return (
    <fieldset className={forms.section}>
      <legend className={forms.heading}>Addresses</legend>
      {form.addresses.map((address, i) => {
        const words = addressWords(address.country)
        const input = (name: keyof AddressForm, label: string, required = false) => (
          <TextInput label={label} required={required} value={address[name]} error={errors[`addresses.${i}.${name}`]} autoComplete="off" onChange={(event) => put(i, { [name]: name === 'country' ? event.currentTarget.value.toUpperCase().slice(0, 2) : event.currentTarget.value })} />
        )
        return (
          // eslint-disable-next-line react/no-array-index-key
          <fieldset key={i} className={forms.card} aria-label={`Address ${i + 1}`}>
            <div className={forms.two}>
              {input('recipient', 'Recipient')}
              {input('line1', 'Street address', true)}
              {input('line2', 'Apartment, suite')}
              {input('city', 'City', true)}
              {input('region', words.region)}
              {input('postalCode', words.postalCode)}
              {input('country', 'Country (two letters)')}
              {input('instructions', 'Instructions')}
            </div>
            <div><Button size="compact-sm" variant="subtle" color="red" onClick={() => change({ addresses: form.addresses.filter((_, at) => at !== i) })}>Remove address {i + 1}</Button></div>
          </fieldset>
        )
      })}
      {form.addresses.length < 20 && (
        <div><Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => change({ addresses: [...form.addresses, emptyAddress(home)] })}>Add an address</Button></div>
      )}
    </fieldset>
  )
}
