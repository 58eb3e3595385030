import { Button, ColorInput, NumberInput, Select, Switch, Text, TextInput } from '@mantine/core'
import type { ShownOrganization } from '#domain/identity/contract.ts'
import type { Words } from '#domain/identity/settings.ts'
import { paymentStatuses } from '#domain/orders/payment-status.ts'
import { ask } from '../ask.ts'
import { useAsk } from '../asking.ts'
import { FormProblem } from '../kit/form-problem.tsx'
import forms from '../kit/form.module.css'
import { PageHead } from '../kit/page-head.tsx'
import { RecordConflict } from '../kit/record-conflict.tsx'
import { useRecordForm } from '../kit/record-form.ts'
import { RestoredNotice } from '../kit/restored-notice.tsx'
import { Shown } from '../kit/shown.tsx'
import { useRecordSaving } from '../kit/use-record-saving.ts'
import { errorsByField } from '../problem.ts'
import { useHere, useMay } from '../session/session.ts'
import { HoursInput } from './hours/hours-input.tsx'
import { LogoInput } from './logo-input.tsx'
import { fieldInWords, fieldLabels, fieldsOf, formOf, timeZones, wordLabels, type OrganizationForm } from './organization-form.ts'
import { LocationsInput } from './locations-input.tsx'
import { PaymentStatusRow } from './payment-status-row.tsx'

/** What the business is called, where it is, and the words it uses. */
export default function OrganizationPage() {
  const organization = useAsk('organization.get', {})
  return (
    <>
      <PageHead title="Organization" />
      <Shown data={organization.data} error={organization.error} again={organization.refetch}>{(shown) => <EditOrganization key={shown.id} organization={shown} />}</Shown>
    </>
  )
}

function EditOrganization({ organization }: { organization: ShownOrganization }) {
  const { slug } = useHere().organization
  const mayChange = useMay('organization.update')
  const record = useRecordForm<OrganizationForm>(`${slug}-organization`, { form: formOf(organization), version: organization.version })
  const saving = useRecordSaving(record, doors, { readAgain: ['organization.get', 'session.read'] })
  const errors = errorsByField(saving.error)
  const { form, change } = record
  return (
    <form className={forms.form} onSubmit={saving.submit} noValidate>
      {!mayChange && <Text size="sm" c="dimmed">Owners and admins change these.</Text>}
      <RestoredNotice form={record} />
      <fieldset className={forms.section} disabled={!mayChange}>
        <legend className={forms.heading}>Name and place</legend>
        <div className={forms.two}>
          <TextInput label="Name" required maxLength={100} value={form.name} error={errors['name']} onChange={(event) => change({ name: event.currentTarget.value })} />
          <Select label="Time zone" description="Every time on every page is shown in it" searchable allowDeselect={false} data={timeZones(form.timeZone)} value={form.timeZone} error={errors['timeZone']} onChange={(timeZone) => change({ timeZone: timeZone ?? form.timeZone })} />
          <TextInput label="Currency" description="Of new orders and products; an ISO 4217 code" maxLength={3} value={form.currency} error={errors['currency']} onChange={(event) => change({ currency: event.currentTarget.value.toUpperCase() })} />
          <TextInput label="Country" description="Two letters; phone numbers without + are read as its own" maxLength={2} value={form.country} error={errors['country']} onChange={(event) => change({ country: event.currentTarget.value.toUpperCase() })} />
          <TextInput label="Language tag" description="How numbers and dates are written: en-US, de-DE" maxLength={35} value={form.locale} error={errors['locale']} onChange={(event) => change({ locale: event.currentTarget.value })} />
        </div>
      </fieldset>
      <fieldset className={forms.section} disabled={!mayChange}>
        <legend className={forms.heading}>What customers see</legend>
        <p className={forms.lead}>On the pages behind your public links, where they follow their order, and on printed slips.</p>
        <LogoInput value={form.logoFileId} error={errors['logoFileId']} disabled={!mayChange} onChange={(logoFileId) => change({ logoFileId })} />
        <div className={forms.two}>
          <ColorInput label="Colour" description="Of headings and buttons; text on it stays readable" placeholder="#1c7ed6" format="hex" withEyeDropper={false} value={form.brandColor} error={errors['brandColor']} onChange={(brandColor) => change({ brandColor: brandColor.toLowerCase() })} />
          <TextInput label="Email for customers" type="email" maxLength={254} value={form.contactEmail} error={errors['contactEmail']} onChange={(event) => change({ contactEmail: event.currentTarget.value })} />
          <TextInput label="Phone for customers" type="tel" maxLength={40} value={form.contactPhone} error={errors['contactPhone']} onChange={(event) => change({ contactPhone: event.currentTarget.value })} />
        </div>
      </fieldset>
      <fieldset className={forms.section}>
        <legend className={forms.heading}>Opening hours</legend>
        <p className={forms.lead}>Your process can ask for them: what comes in at night waits until you open, or a move is for the day only.</p>
        <HoursInput hours={form.hours} timeZone={form.timeZone} label="We have opening hours" otherwise="Always open." path="hours" errors={errors} disabled={!mayChange} onChange={(hours) => change({ hours })} />
      </fieldset>
      <fieldset className={forms.section} disabled={!mayChange}>
        <legend className={forms.heading}>Locations</legend>
        <p className={forms.lead}>Where you take orders in, if there is more than one place. The code can stand in order numbers.</p>
        <LocationsInput locations={form.locations} timeZone={form.timeZone} errors={errors} mayChange={mayChange} onChange={(locations) => change({ locations })} />
      </fieldset>
      <fieldset className={forms.section} disabled={!mayChange}>
        <legend className={forms.heading}>Tax</legend>
        <NumberInput label="Usual tax rate" description="What new products begin with" w={220} suffix=" %" min={0} max={100} decimalScale={4} hideControls value={form.taxRate} error={errors['taxRate']} onChange={(rate) => change({ taxRate: typeof rate === 'number' ? rate : 0 })} />
        <Switch label="Prices include tax" checked={form.taxIncluded} onChange={(event) => change({ taxIncluded: event.currentTarget.checked })} />
      </fieldset>
      <fieldset className={forms.section} disabled={!mayChange}>
        <legend className={forms.heading}>What nobody finished</legend>
        <p className={forms.lead}>What was begun at the counter or behind a public link, and left. Once it is deleted, a link to go on with it says so.</p>
        <NumberInput label="Delete it after" description="Counted from the last time anybody touched it" w={220} suffix={form.unfinishedDays === 1 ? ' day' : ' days'} min={1} max={365} allowDecimal={false} hideControls value={form.unfinishedDays} error={errors['unfinishedDays']} onChange={(days) => change({ unfinishedDays: typeof days === 'number' ? days : 0 })} />
      </fieldset>
      <fieldset className={forms.section} disabled={!mayChange}>
        <legend className={forms.heading}>Your words</legend>
        <p className={forms.lead}>What you call things; left empty, Docket’s own word is used.</p>
        <div className={forms.two}>
          {Object.entries(wordLabels).map(([key, label]) => (
            <TextInput key={key} label={label} maxLength={40} value={form.words[key as keyof Words]} error={errors[`words.${key}`]} onChange={(event) => change({ words: { ...form.words, [key]: event.currentTarget.value } })} />
          ))}
        </div>
      </fieldset>
      <fieldset className={forms.section} disabled={!mayChange}>
        <legend className={forms.heading}>Payment statuses</legend>
        <p className={forms.lead}>Tick those you use; each has your word and your colour.</p>
        {errors['paymentStatuses'] && <Text size="sm" c="red" role="alert">{errors['paymentStatuses']}</Text>}
        {paymentStatuses.map((status) => <PaymentStatusRow key={status} status={status} words={form.paymentStatuses} errors={errors} onChange={(words) => change({ paymentStatuses: words })} />)}
      </fieldset>
      <FormProblem error={saving.error} />
      {mayChange && (
        <div className={forms.end}>
          <Button type="submit" loading={saving.isPending} disabled={!record.isChanged}>Save</Button>
          <Button variant="default" disabled={!record.isChanged} onClick={record.forget}>Undo what I changed</Button>
          {saving.isSaved && !record.isChanged && <output>Saved.</output>}
        </div>
      )}
      <RecordConflict what="the organization" saving={saving} labels={fieldLabels} inWords={fieldInWords} />
    </form>
  )
}

const doors = {
  write: (form: OrganizationForm, changed: (keyof OrganizationForm)[], version: number) => ask('organization.update', fieldsOf(form, changed), { version }),
  read: async () => {
    const now = await ask('organization.get', {})
    return { form: formOf(now), version: now.version }
  },
}
