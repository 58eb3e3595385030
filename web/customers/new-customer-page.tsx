import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { mergeDetails } from '#domain/customers/merge-details.ts'
import { newId } from '#domain/kernel/id.ts'
import { ask } from '../ask.ts'
import { FormProblem } from '../kit/form-problem.tsx'
import { NewRecordForm } from '../kit/new-record-form.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { layOutForm, useRecordForm } from '../kit/record-form.ts'
import { NotAllowed } from '../kit/shown.tsx'
import { tellProblem } from '../kit/tell.ts'
import { useSave } from '../kit/use-save.ts'
import { errorsByField } from '../problem.ts'
import { useHere, useMay, useWords } from '../session/session.ts'
import { CustomerFields } from './customer-fields.tsx'
import { emptyCustomer, fieldsOf, formOf, type CustomerForm } from './customer-form.ts'
import { DuplicateNotice, ownerOf } from './duplicate-notice.tsx'
import { formNameOf } from './edit-customer-page.tsx'

const blank = { form: emptyCustomer, version: 0 }

export default function NewCustomerPage() {
  const words = useWords()
  const { slug } = useHere().organization
  const back = { to: `/${slug}/customers`, name: words.customers }
  return (
    <>
      <PageHead title={`Add ${words.customer.toLowerCase()}`} back={back} />
      {useMay('customer.update') ? <NewCustomer /> : <NotAllowed>Ask a manager to add {words.customers.toLowerCase()}.</NotAllowed>}
    </>
  )
}

function NewCustomer() {
  const words = useWords()
  const { slug } = useHere().organization
  const navigate = useNavigate()
  const record = useRecordForm<CustomerForm>(`${slug}-new-customer`, blank)
  // The same form sent twice makes one customer.
  const [id] = useState(() => newId())
  const saving = useSave(() => ask('customer.create', { id, ...fieldsOf(record.form, record.changed) }), {
    readAgain: ['customer.list'], isQuiet: true,
    onDone: (customer) => {
      record.forget()
      void navigate({ to: `/${slug}/customers/${customer.id}` })
    },
  })
  const addToExisting = (ownerId: string) => void layOutMerged(slug, ownerId, record.form).then(() => {
    record.forget()
    return navigate({ to: `/${slug}/customers/${ownerId}/edit` })
  }, tellProblem)
  return (
    <NewRecordForm record={record} add={`Add ${words.customer.toLowerCase()}`} isPending={saving.isPending} isBlank={!record.isChanged} onAdd={() => saving.mutate(undefined)}>
      <CustomerFields form={record.form} errors={errorsByField(saving.error)} change={record.change} />
      <DuplicateNotice error={saving.error} mergeWords="Merge with what I typed" onMerge={addToExisting} />
      {!ownerOf(saving.error) && <FormProblem error={saving.error} />}
    </NewRecordForm>
  )
}

/** Puts what was typed into the form of the one who is known already, where they lack it; nothing is saved yet. */
async function layOutMerged(slug: string, ownerId: string, typed: CustomerForm): Promise<void> {
  const known = await ask('customer.get', { id: ownerId })
  const base = formOf(known)
  const given = { ...fieldsOf(typed, Object.keys(typed) as (keyof CustomerForm)[]) }
  const details = mergeDetails(known, {
    firstName: given.firstName ?? null, lastName: given.lastName ?? null, company: given.company ?? null, email: given.email ?? null, phone: given.phone ?? null,
    preferredMedium: given.preferredMedium ?? null, language: given.language ?? null, addresses: given.addresses ?? [], preferences: typed.preferences, notes: typed.notes, tags: typed.tags,
  })
  const isKnownPoint = (value: string) => known.contactPoints.some((point) => point.value === value)
  const form = formOf({ ...details, contactPoints: [...known.contactPoints, ...(given.contactPoints ?? []).filter(({ value }) => !isKnownPoint(value))] })
  layOutForm(formNameOf(slug, ownerId), { form, base, version: known.version })
}
