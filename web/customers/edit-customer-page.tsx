import { Button, Text } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ShownCustomer } from '#domain/customers/contract.ts'
import { ask } from '../ask.ts'
import { useAsk } from '../asking.ts'
import { FormProblem } from '../kit/form-problem.tsx'
import forms from '../kit/form.module.css'
import { PageHead } from '../kit/page-head.tsx'
import { RecordConflict } from '../kit/record-conflict.tsx'
import { useRecordForm } from '../kit/record-form.ts'
import { RestoredNotice } from '../kit/restored-notice.tsx'
import { NotAllowed, Shown } from '../kit/shown.tsx'
import { useRecordSaving } from '../kit/use-record-saving.ts'
import { errorsByField } from '../problem.ts'
import { useHere, useMay } from '../session/session.ts'
import { CustomerFields } from './customer-fields.tsx'
import { fieldsOf, formOf, type CustomerForm } from './customer-form.ts'
import { fieldInWords, fieldLabels } from './customer-words.ts'
import { DuplicateNotice, ownerOf } from './duplicate-notice.tsx'
import { MergeDialog } from './merge-dialog.tsx'

const route = getRouteApi('/$organization/customers/$customerId/edit')

/** The name under which a customer's half-finished changes are kept. */
export function formNameOf(slug: string, customerId: string): string {
  return `${slug}-customer-${customerId}`
}

export default function EditCustomerPage() {
  const { customerId } = route.useParams()
  const { slug } = useHere().organization
  const mayChange = useMay('customer.update')
  const customer = useAsk('customer.get', { id: customerId })
  return (
    <Shown data={customer.data} error={customer.error} again={customer.refetch}>
      {(shown) => (
        <>
          <PageHead title={`Edit ${shown.name}`} back={{ to: `/${slug}/customers/${customerId}`, name: shown.name }} />
          {mayChange ? <EditCustomer key={shown.id} customer={shown} /> : <NotAllowed>Ask a manager to change this.</NotAllowed>}
        </>
      )}
    </Shown>
  )
}

function EditCustomer({ customer }: { customer: ShownCustomer }) {
  const { slug } = useHere().organization
  const navigate = useNavigate()
  const mayMerge = useMay('customer.merge')
  const record = useRecordForm<CustomerForm>(formNameOf(slug, customer.id), { form: formOf(customer), version: customer.version })
  const [otherId, setOther] = useState<string>()
  const write = (form: CustomerForm, changed: (keyof CustomerForm)[], version: number) => ask('customer.update', { id: customer.id, ...fieldsOf(form, changed) }, { version })
  const read = async () => {
    const now = await ask('customer.get', { id: customer.id })
    return { form: formOf(now), version: now.version }
  }
  const saving = useRecordSaving(record, { write, read }, { readAgain: ['customer.list', 'customer.get'], onSaved: () => void navigate({ to: `/${slug}/customers/${customer.id}` }) })
  return (
    <form className={forms.form} onSubmit={saving.submit} noValidate>
      <RestoredNotice form={record} />
      <CustomerFields form={record.form} errors={errorsByField(saving.error)} change={record.change} />
      <DuplicateNotice error={saving.error} mergeWords="Merge the two" onMerge={mayMerge ? setOther : undefined} />
      {!ownerOf(saving.error) && <FormProblem error={saving.error} />}
      <div className={forms.end}>
        <Button type="submit" loading={saving.isPending} disabled={!record.isChanged}>Save</Button>
        <Button component={Link} to={`/${slug}/customers/${customer.id}`} variant="default" onClick={record.forget}>Leave it</Button>
        {!record.isChanged && <Text size="sm" c="dimmed">Nothing changed yet.</Text>}
      </div>
      <RecordConflict what={customer.name} saving={saving} labels={fieldLabels} inWords={fieldInWords} />
      {otherId && <MergeDialog customer={customer} otherId={otherId} onClose={() => setOther(undefined)} onMerged={record.forget} />}
    </form>
  )
}
