import { Button, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ShownImport } from '#domain/imports/contract.ts'
import { ask } from '../ask.ts'
import { useAsk, useOrganizationSlug } from '../asking.ts'
import { FormProblem } from '../kit/form-problem.tsx'
import forms from '../kit/form.module.css'
import { useRecordForm, type RecordForm } from '../kit/record-form.ts'
import { useShow } from '../kit/show.ts'
import { useSave } from '../kit/use-save.ts'
import { usePaymentWords } from '../orders/payment-words.ts'
import { errorsByField, isProblem } from '../problem.ts'
import { queryClient } from '../query-client.ts'
import { useHere, useWords } from '../session/session.ts'
import { dateFormats, decimalSigns, sourceWords, targetGroups, targetNames } from './import-words.ts'
import { formOf, mappingOf, type MappingForm } from './mapping-form.ts'
import { Preview } from './preview.tsx'
import { useStepChoices } from './use-step-choices.ts'
import classes from './imports.module.css'

type Errors = Record<string, string>
type FieldsProps = { record: RecordForm<MappingForm>; errors: Errors }

/** Says what each column of the file is, with what would become of it beside. */
export function MapColumns({ shown }: { shown: ShownImport }) {
  const words = useWords()
  const show = useShow()
  const organization = useOrganizationSlug()
  const { currency } = useHere().organization
  const record = useRecordForm<MappingForm>(`${organization}-import-${shown.id}`, { form: formOf(shown, currency), version: 0 })
  const [mapping] = useDebouncedValue(mappingOf(record.form), 400)
  const preview = useQuery({
    queryKey: ['import.preview', organization, shown.id, mapping], enabled: mapping.orderType !== '', retry: false, staleTime: Infinity,
    queryFn: () => ask('import.preview', { id: shown.id, mapping }), placeholderData: (before) => before,
  })
  const starting = useSave(() => ask('import.start', { id: shown.id, mapping: mappingOf(record.form) }), {
    readAgain: ['import.list'], isQuiet: true,
    onDone: (started) => {
      queryClient.setQueryData(['import.get', organization, { id: shown.id }], started)
      record.forget()
    },
  })
  const fault = starting.error ?? preview.error
  const errors = errorsByField(fault)
  return (
    <form className={classes.panes} noValidate onSubmit={(event) => { event.preventDefault(); starting.mutate(undefined) }}>
      <div className={forms.form}>
        <Text size="sm"><b>{shown.fileName}</b> has {show.number(shown.rows)} rows. {sourceWords(shown.source)}</Text>
        <HowToRead record={record} errors={errors} />
        <Columns record={record} errors={errors} columns={shown.columns} />
      </div>
      <div className={classes.beside}>
        {isProblem(fault) && fault.errors.length > 0 ? <FormProblem error={fault} /> : preview.error ? <FormProblem error={preview.error} /> : null}
        {preview.isFetching && !preview.data && <output className="dimmed">Reading the file…</output>}
        {preview.data && !preview.error && (
          <Preview
            preview={preview.data} isOld={preview.isPlaceholderData || preview.isFetching}
            action={<Button type="submit" loading={starting.isPending} disabled={preview.data.orders === 0}>{shown.state === 'failed' ? 'Go on with the rest' : `Import ${show.number(preview.data.orders)} ${words.orders.toLowerCase()}`}</Button>}
          />
        )}
      </div>
    </form>
  )
}

function HowToRead({ record: { form, change }, errors }: FieldsProps) {
  const types = useAsk('order_type.list', {}).data?.items
  const steps = useStepChoices(form.orderType)
  const payments = usePaymentWords()
  // Where nothing was recognised and there is only one kind of order, there is nothing to choose.
  const only = types?.length === 1 ? types[0]?.key : undefined
  useEffect(() => {
    if (form.orderType === '' && only) change({ orderType: only })
  })
  return (
    <fieldset className={forms.section}>
      <legend className={forms.heading}>How to read it</legend>
      <div className={forms.two}>
        <Select label="Order type" required data={types?.map(({ key, name }) => ({ value: key, label: name })) ?? []} value={form.orderType || null} error={errors['mapping.orderType']} allowDeselect={false} onChange={(orderType) => change({ orderType: orderType ?? '', step: null })} />
        <Select label="They begin at" placeholder="The first step" clearable data={steps} value={form.step} error={errors['mapping.step']} onChange={(step) => change({ step })} />
        <Select label="Dates are written" allowDeselect={false} data={dateFormats} value={form.dateFormat} error={errors['mapping.dateFormat']} onChange={(dateFormat) => change({ dateFormat: dateFormat ?? form.dateFormat })} />
        <Select label="Decimal sign" allowDeselect={false} data={decimalSigns} value={form.decimal} error={errors['mapping.decimal']} onChange={(decimal) => change({ decimal: decimal ?? form.decimal })} />
        <TextInput label="Currency" description="Where no column says it" maxLength={3} value={form.currency} error={errors['mapping.currency']} onChange={(event) => change({ currency: event.currentTarget.value.toUpperCase() })} />
        <Select label="Payment status" description="Where no column says it" placeholder="The usual one" clearable data={payments.words.map(({ key, name }) => ({ value: key, label: name }))} value={form.paymentStatus} error={errors['mapping.paymentStatus']} onChange={(paymentStatus) => change({ paymentStatus })} />
      </div>
    </fieldset>
  )
}

function Columns({ record: { form, change }, errors, columns }: FieldsProps & { columns: string[] }) {
  const put = (target: keyof MappingForm['columns'], column: string | null) => {
    const { [target]: _before, ...others } = form.columns
    change({ columns: column === null ? others : { ...others, [target]: column } })
  }
  const unused = columns.filter((column) => !Object.values(form.columns).includes(column))
  return (
    <>
      {targetGroups.map(({ name, targets }) => (
        <fieldset key={name} className={forms.section}>
          <legend className={forms.heading}>{name}</legend>
          <div className={forms.two}>
            {targets.map((target) => (
              <Select key={target} label={targetNames[target]} placeholder="No column" clearable searchable data={columns} value={form.columns[target] ?? null} error={errors[`mapping.columns.${target}`]} onChange={(column) => put(target, column)} />
            ))}
          </div>
        </fieldset>
      ))}
      {unused.length > 0 && <Text size="sm" c="dimmed">Not imported: {unused.join(', ')}.</Text>}
    </>
  )
}
