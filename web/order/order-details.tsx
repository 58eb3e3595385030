import { Anchor, Button, Select, TagsInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { capitalised } from '#domain/kernel/capitalised.ts'
import type { Address } from '#domain/kernel/schema.ts'
import { channelNames } from '#domain/orders/channel.ts'
import { useOrganizationSlug } from '../asking.ts'
import { AnswersList } from '../kit/answers-list.tsx'
import { AddressForm } from './address-form.tsx'
import { Checklists } from './checklists.tsx'
import { ContactPicker } from '../kit/contact-picker.tsx'
import { EditableField, EditableLongText, EditableMoney, EditableText, EditableTime } from './editable.tsx'
import editableClasses from './editable.module.css'
import { useHere } from '../session/session.ts'
import { addressInWords, fieldOf, useOrderEdit } from './edits.ts'
import { useOrder } from './order-context.ts'
import { OrderItems } from './order-items.tsx'
import { OrderSummary } from './order-summary.tsx'
import { keyInWords, plainWords } from './plain-words.ts'
import { PeopleInput, PersonInput } from './people-inputs.tsx'
import { useEditing } from './use-editing.ts'
import { useOrderType } from './use-order-type.ts'
import classes from './details.module.css'

/** Everything one can say of an order when writing it down, to be seen and changed here. */
export function OrderDetails() {
  const { editing } = useOrder()
  return (
    <div className={classes.stack}>
      {editing.why && <p className={classes.quiet}>{editing.why}</p>}
      <CustomerSection />
      <FulfilmentSection />
      <ItemsSection />
      <PeopleSection />
      <TimesSection />
      <ChecklistSection />
      <AnswersSection />
      <OtherSection />
    </div>
  )
}

function AnswersSection() {
  const { order } = useOrder()
  if (order.answers.length === 0) return null
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>Answers</h3>
      <AnswersList answers={order.answers} currency={order.total.currency} />
    </section>
  )
}

function CustomerSection() {
  const { order, words, editing, attempt } = useOrder()
  const organization = useOrganizationSlug()
  const [isChanging, setChanging] = useState(false)
  const edit = useOrderEdit()
  const { customer } = order
  // A name is given whole or not at all, so each part goes out with the other.
  const names = { firstName: customer.firstName ?? undefined, lastName: customer.lastName ?? undefined }
  const id = customer.id ?? undefined
  const disabled = !editing.isOpen
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>
        {words.customer}
        {!disabled && <Button size="compact-xs" variant="subtle" onClick={() => setChanging(!isChanging)}>{isChanging ? 'Leave it' : 'Change'}</Button>}
      </h3>
      {isChanging && (
        <ContactPicker
          onPick={(picked) => {
            setChanging(false)
            void attempt({ name: 'order.update', input: { id: order.id, customer: { id: picked.id } } })
          }}
        />
      )}
      <div className={classes.pair}>
        <EditableText label="First name" disabled={disabled} of={edit('First name', (of) => of.customer.firstName ?? '', (firstName) => ({ customer: { id, ...names, firstName: firstName || undefined } }))} />
        <EditableText label="Last name" disabled={disabled} of={edit('Last name', (of) => of.customer.lastName ?? '', (lastName) => ({ customer: { id, ...names, lastName: lastName || undefined } }))} />
      </div>
      <EditableText label="Email" type="email" disabled={disabled} isRequired={customer.email !== null} of={edit('Email', (of) => of.customer.email ?? '', (email) => ({ customer: { id, ...names, email: email || undefined } }))} />
      <EditableText label="Phone" type="tel" disabled={disabled} isRequired={customer.phone !== null} of={edit('Phone', (of) => of.customer.phone ?? '', (phone) => ({ customer: { id, ...names, phone: phone || undefined } }))} />
      {customer.id && <p className={classes.quiet}>{words.customer} ID <Anchor component={Link} to={`/${organization}/customers/${customer.id}`} size="xs"><bdi>{customer.id}</bdi></Anchor></p>}
    </section>
  )
}

function ItemsSection() {
  const { order, words, show, may, editing, tracksLines } = useOrder()
  const edit = useOrderEdit()
  const { currency } = order.total
  const inWords = (amount: number) => show.money({ amount, currency })
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>{tracksLines ? words.lineItems : 'Amounts'}</h3>
      {tracksLines && <OrderItems />}
      <div className={classes.pair}>
        <EditableMoney label="Discount on all" currency={currency} disabled={!editing.isOpen || !may('order.price')} of={edit('Discount', (of) => of.orderDiscount.amount, (amount) => ({ discount: { amount, currency } }), inWords)} />
        <EditableMoney label="Shipping" currency={currency} disabled={!editing.isOpen} of={edit('Shipping', (of) => of.shipping.amount, (amount) => ({ shipping: { amount, currency } }), inWords)} />
      </div>
      {tracksLines && <OrderSummary />}
    </section>
  )
}

function PeopleSection() {
  const { order, words, may, attempt } = useOrder()
  const disabled = !may('order.assign') || order.archivedAt !== null
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>People</h3>
      <PersonInput
        label={words.manager} person={order.manager} disabled={disabled}
        onChange={(manager) => void attempt({ name: 'order.assign', input: { id: order.id, managerId: manager?.id ?? null }, meanwhile: (shown) => ({ ...shown, manager }) })}
      />
      <PeopleInput
        label="Team" people={order.team} disabled={disabled}
        onChange={(team, change) => void attempt({ name: 'order.assign', input: { id: order.id, ...change }, meanwhile: (shown) => ({ ...shown, team }) })}
      />
    </section>
  )
}

function TimesSection() {
  const { order, show, may } = useOrder()
  const edit = useOrderEdit()
  const disabled = !may('order.update') || order.archivedAt !== null
  const inWords = (instant: string | null) => (instant ? show.dateTime(instant) : '')
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>When</h3>
      <EditableTime label="Due" disabled={disabled} of={edit('Due date', (of) => of.dueAt, (dueAt) => ({ dueAt }), inWords)} />
      <EditableTime label="Scheduled" disabled={disabled} of={edit('Schedule', (of) => of.scheduledAt, (scheduledAt) => ({ scheduledAt }), inWords)} />
    </section>
  )
}

function FulfilmentSection() {
  const { order, editing } = useOrder()
  const edit = useOrderEdit()
  const methods = useOrderType(order.orderType.key)?.fulfilmentMethods ?? []
  const method = edit('Fulfilment', (of) => of.fulfilmentMethod, (fulfilmentMethod) => ({ fulfilmentMethod }))
  const choosing = useEditing(method.value, method.save)
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>Fulfilment</h3>
      <LocationInput />
      {methods.length > 0 && (
        <Select
          label="Method" data={methods.map(({ key, name }) => ({ value: key, label: name }))} value={choosing.value} readOnly={!editing.isOpen} allowDeselect={false}
          classNames={{ label: editableClasses.label ?? '', input: editableClasses.input ?? '' }} onChange={(key) => choosing.choose(key)}
        />
      )}
      <AddressField label="Shipping address" of={edit('Shipping address', (of) => of.shippingAddress, (shippingAddress) => ({ shippingAddress }), addressInWords)} />
      <AddressField label="Billing address" of={edit('Billing address', (of) => of.billingAddress, (billingAddress) => ({ billingAddress }), addressInWords)} />
    </section>
  )
}

/** Where it is taken care of; its number stays what it is, also where it tells the location. */
function LocationInput() {
  const { editing } = useOrder()
  const { locations } = useHere().organization
  const edit = useOrderEdit()
  const nameOf = (key: string | null) => locations.find((location) => location.key === key)?.name ?? key ?? ''
  const location = edit('Location', (of) => of.location, (key) => (key === null ? {} : { location: key }), nameOf)
  const choosing = useEditing(location.value, location.save)
  if (locations.length === 0) return null
  const known = locations.map(({ key, name }) => ({ value: key, label: name }))
  const gone = choosing.value !== null && !known.some(({ value }) => value === choosing.value) ? [{ value: choosing.value, label: choosing.value }] : []
  return (
    <Select
      label="Location" data={[...known, ...gone]} value={choosing.value} readOnly={!editing.isOpen} allowDeselect={false} placeholder="None"
      classNames={{ label: editableClasses.label ?? '', input: editableClasses.input ?? '' }} onChange={(key) => choosing.choose(key)}
    />
  )
}

function AddressField({ label, of }: { label: string; of: { value: Address | null; save: (mine: Address | null, base: Address | null) => Promise<boolean> } }) {
  const { editing } = useOrder()
  const [base, setBase] = useState<{ address: Address | null }>()
  const save = (address: Address | null) => of.save(address, base?.address ?? null).then((isSaved) => isSaved && setBase(undefined))
  return (
    <div>
      <p className={classes.heading}>
        <span className={editableClasses.label}>{label}</span>
        {editing.isOpen && !base && <Button size="compact-xs" variant="subtle" aria-label={`${of.value ? 'Edit' : 'Add'} ${label.toLowerCase()}`} onClick={() => setBase({ address: of.value })}>{of.value ? 'Edit' : 'Add'}</Button>}
      </p>
      {base ? <AddressForm label={label} address={base.address} onSave={save} onLeave={() => setBase(undefined)} /> : <p className={classes.address}>{addressInWords(of.value) || '–'}</p>}
      {!base && of.value?.instructions && <p className={classes.quiet}>{of.value.instructions}</p>}
    </div>
  )
}

function ChecklistSection() {
  const { order, may } = useOrder()
  if (order.checklists.length === 0 && !may('checklist.update')) return null
  return <div className={classes.section}><Checklists /></div>
}

function OtherSection() {
  const { order, words, show, may } = useOrder()
  const edit = useOrderEdit()
  const type = useOrderType(order.orderType.key)
  const disabled = !may('order.update') || order.archivedAt !== null
  const tags = edit('Tags', (of) => of.tags, (value) => ({ tags: value }))
  const tagging = useEditing(tags.value, tags.save)
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>More</h3>
      <EditableText label="Payment method" disabled={disabled} placeholder="Cash, card, transfer…" of={edit('Payment method', (of) => of.paymentMethod ?? '', (value) => ({ paymentMethod: value || null }))} />
      <TagsInput label="Tags" readOnly={disabled} value={tagging.value} onChange={tagging.choose} classNames={{ label: editableClasses.label ?? '', input: (disabled ? editableClasses.fixed : editableClasses.input) ?? '' }} placeholder={tagging.value.length > 0 ? '' : disabled ? '–' : 'Add a tag'} />
      {type?.fields.map((field) => <EditableField key={field.key} field={field} disabled={disabled} of={edit(field.label, fieldOf(field.key), (value) => ({ fields: { [field.key]: value } }))} />)}
      <EditableText label="External reference" disabled={disabled} of={edit('External reference', (of) => of.externalReference ?? '', (value) => ({ externalReference: value || null }))} />
      <EditableLongText label={`${words.order} notes`} disabled={disabled} of={edit('Notes', (of) => of.notes, (notes) => ({ notes }))} />
      <FieldsBrought known={type?.fields.map(({ key }) => key) ?? []} />
      <p className={classes.quiet}>{order.orderType.name} · {channelNames[order.channel]} · placed {show.dateTime(order.placedAt)} · changed {show.dateTime(order.updatedAt)}</p>
    </section>
  )
}

/** What moves asked for and the order remembers, such as a tracking number. */
function FieldsBrought({ known }: { known: string[] }) {
  const { order, may } = useOrder()
  const edit = useOrderEdit()
  const brought = Object.entries(order.fields).filter(([key, value]) => !known.includes(key) && (typeof value === 'string' || value === null))
  return brought.map(([key]) => (
    <EditableText key={key} label={labelOf(key)} disabled={!may('order.update') || order.archivedAt !== null} of={edit(labelOf(key), (of) => plainWords(of.fields[key]), (value) => ({ fields: { [key]: value || null } }))} />
  ))
}

function labelOf(key: string): string {
  return capitalised(keyInWords(key))
}
