import { Button } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import type { RecordForm } from './record-form.ts'
import { RestoredNotice } from './restored-notice.tsx'
import forms from './form.module.css'

type Props = {
  record: Pick<RecordForm<object>, 'isRestored' | 'isChanged' | 'forget'>
  /** What the button says that makes it. */
  add: string
  isPending: boolean
  /** Whether there is nothing to send before something was typed. */
  isBlank?: boolean
  onAdd: () => void
  children: ReactNode
}

/** The form of something new: what was typed on an earlier visit comes back, and can be given up. */
export function NewRecordForm({ record, add, isPending, isBlank = false, onAdd, children }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAdd()
  }
  return (
    <form className={forms.form} onSubmit={submit} noValidate>
      <RestoredNotice form={record} />
      {children}
      <div className={forms.end}>
        <Button type="submit" loading={isPending} disabled={isBlank}>{add}</Button>
        {record.isChanged && <Button variant="subtle" color="gray" onClick={record.forget}>Start over</Button>}
      </div>
    </form>
  )
}
