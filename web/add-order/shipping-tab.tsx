import { SegmentedControl, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import { FieldInput } from '../kit/field-input.tsx'
import { MoneyInput } from '../kit/money-input.tsx'
import { instantOf, wallTimeOf } from '../kit/wall-time.ts'
import { addressWords } from '../kit/address-words.ts'
import { useHere, useMay, useWords } from '../session/session.ts'
import type { FormPart } from './form-part.ts'
import type { OrderDraft } from './order-draft.ts'
import classes from './add-order.module.css'

/** Where it goes and when, and what else there is to say. */
export function ShippingTab({ draft, type, change, errorOf }: FormPart) {
  const words = useWords()
  const { currency, timeZone } = useHere().organization
  const mayPrice = useMay('order.price')
  const set = (part: Partial<OrderDraft>) => change((before) => ({ ...before, ...part }))
  const methods = type.fulfilmentMethods
  return (
    <div className={classes.stack}>
      {methods.length > 0 && (
        <div>
          <p className={classes.legend} id="add-fulfilmentMethod-label">Fulfilment</p>
          <SegmentedControl
            aria-labelledby="add-fulfilmentMethod-label" data={methods.map(({ key, name }) => ({ value: key, label: name }))} value={draft.fulfilmentMethod ?? ''}
            onChange={(key) => set({ fulfilmentMethod: key, ships: type.intake.shippingAddress || (methods.find((method) => method.key === key)?.shipping ?? false) })}
          />
        </div>
      )}
      {!type.intake.shippingAddress && (
        <Switch label="There is an address to go to" description={draft.ships ? undefined : 'No shipping: it is picked up, or nothing is sent'} checked={draft.ships} onChange={(event) => set({ ships: event.currentTarget.checked })} />
      )}
      {draft.ships && <AddressFields draft={draft} change={change} errorOf={errorOf} />}
      <div className={classes.pair}>
        <TextInput id="add-dueAt" type="datetime-local" label="Due" value={draft.dueAt ? wallTimeOf(draft.dueAt, timeZone) : ''} error={errorOf('dueAt')} onChange={(event) => set({ dueAt: event.currentTarget.value ? instantOf(event.currentTarget.value, timeZone) : null })} />
        <TextInput id="add-scheduledAt" type="datetime-local" label="Scheduled" value={draft.scheduledAt ? wallTimeOf(draft.scheduledAt, timeZone) : ''} error={errorOf('scheduledAt')} onChange={(event) => set({ scheduledAt: event.currentTarget.value ? instantOf(event.currentTarget.value, timeZone) : null })} />
        <TextInput id="add-paymentMethod" label="Payment method" placeholder="Cash, card, transfer…" value={draft.paymentMethod} error={errorOf('paymentMethod')} autoComplete="off" onChange={(event) => set({ paymentMethod: event.currentTarget.value })} />
        <MoneyInput id="add-shipping" label="Shipping costs" currency={currency} value={draft.shipping} error={errorOf('shipping')} onChange={(amount) => set({ shipping: amount ?? 0 })} />
        {mayPrice && <MoneyInput id="add-discount" label="Discount" currency={currency} value={draft.discount} error={errorOf('discount')} onChange={(amount) => set({ discount: amount ?? 0 })} />}
        <TextInput id="add-externalReference" label="External reference" value={draft.externalReference} error={errorOf('externalReference')} autoComplete="off" onChange={(event) => set({ externalReference: event.currentTarget.value })} />
      </div>
      {type.fields.map((field) => (
        <FieldInput key={field.key} id={`add-fields.${field.key}`} field={field} value={draft.fields[field.key]} error={errorOf(`fields.${field.key}`)} onChange={(value) => set({ fields: { ...draft.fields, [field.key]: value } })} />
      ))}
      <TagsInput id="add-tags" label="Tags" value={draft.tags} error={errorOf('tags')} onChange={(tags) => set({ tags })} />
      <Textarea id="add-notes" label={`${words.order} notes`} autosize minRows={2} value={draft.notes} error={errorOf('notes')} onChange={(event) => set({ notes: event.currentTarget.value })} />
      <Textarea id="add-additionalNotes" label="Additional notes" autosize minRows={2} value={draft.additionalNotes} error={errorOf('additionalNotes')} onChange={(event) => set({ additionalNotes: event.currentTarget.value })} />
    </div>
  )
}

function AddressFields({ draft, change, errorOf }: Pick<FormPart, 'draft' | 'change' | 'errorOf'>) {
  const { address } = draft
  const words = addressWords(address.country)
  const input = (name: keyof OrderDraft['address'], label: string, isRequired = false, className?: string) => (
    <TextInput
      id={`add-${name}`} label={label} required={isRequired} className={className} value={address[name]} error={errorOf(name)} autoComplete="off"
      onChange={({ currentTarget: { value } }) => change((before) => ({ ...before, address: { ...before.address, [name]: name === 'country' ? value.toUpperCase().slice(0, 2) : value } }))}
    />
  )
  return (
    <div className={classes.pair}>
      {input('line1', 'Street address', true, classes.wide)}
      {input('line2', 'Apartment, suite', false, classes.wide)}
      {input('city', 'City', true)}
      {input('region', words.region, words.regionRequired)}
      {input('postalCode', words.postalCode, true)}
      {input('country', 'Country code')}
      {input('instructions', 'Instructions', false, classes.wide)}
    </div>
  )
}
