import { Checkbox, NumberInput, Switch, TagsInput, Textarea } from '@mantine/core'
import type { Question } from '#domain/wizards/wizard.ts'
import { useHere } from '../../session/session.ts'
import { ChecklistItems } from '../kit/checklist-templates.tsx'
import editor from '../kit/editor.module.css'
import { NameInput } from '../kit/name-input.tsx'
import { CatalogChoice } from './catalog-choice.tsx'
import parts from '../kit/parts.module.css'

type Props = { question: Question; onChange: (patch: Partial<Question>, member?: string) => void }

/** What only this kind of question has to be told. */
export function KindSettings(props: Props) {
  switch (props.question.kind) {
    case 'items': return <ItemsSettings {...props} />
    case 'payment': return <PaymentSettings {...props} />
    case 'customer': return <CustomerSettings {...props} />
    case 'checklist': return <ChecklistSettings {...props} />
    case 'review': return <ReviewSettings {...props} />
    default: return null
  }
}

function ItemsSettings({ question, onChange }: Props) {
  return (
    <section className={parts.part} aria-label="What is offered">
      <h3 className={parts.heading}>What is offered</h3>
      <CatalogChoice chosen={question} all="Everything in the catalog" onChange={onChange} />
    </section>
  )
}

function PaymentSettings({ question, onChange }: Props) {
  return (
    <section className={parts.part} aria-label="Payment">
      <h3 className={parts.heading}>Payment</h3>
      <TagsInput label="Ways to pay" description="Enter after each; none at all leaves it open" maxTags={20} value={question.methods ?? []} onChange={(methods) => onChange({ methods: methods.length > 0 ? methods : undefined })} />
      <NumberInput label="Asked for now" description="The rest may follow later" suffix=" % of the total" w={220} hideControls min={0} max={100} decimalScale={2} placeholder="All of it" value={question.depositPercent ?? ''} onChange={(percent) => onChange({ depositPercent: typeof percent === 'number' ? percent : undefined }, 'deposit')} />
      <Switch label="May be paid later" checked={question.allowsPayLater ?? true} onChange={(event) => onChange({ allowsPayLater: event.currentTarget.checked })} />
    </section>
  )
}

const needs = [['firstName', 'First name'], ['lastName', 'Last name'], ['phone', 'Phone'], ['email', 'Email']] as const

function CustomerSettings({ question, onChange }: Props) {
  const chosen: string[] = question.customerNeeds ?? []
  return (
    <section className={parts.part} aria-label="What must be known">
      <Checkbox.Group label="Of a new customer this must be given" value={chosen} onChange={(values) => onChange({ customerNeeds: values.length > 0 ? needs.map(([need]) => need).filter((need) => values.includes(need)) : undefined })}>
        <div className={editor.row} style={{ marginBlockStart: 6 }}>{needs.map(([need, name]) => <Checkbox key={need} value={need} label={name} />)}</div>
      </Checkbox.Group>
      <p className={editor.quiet}>A name is always needed, the first or the last.</p>
    </section>
  )
}

function ChecklistSettings({ question, onChange }: Props) {
  const list = question.checklist ?? { name: 'Checklist', items: ['First thing to do'] }
  return (
    <section className={parts.part} aria-label="Checklist">
      <NameInput label="Called" maxLength={100} value={list.name} onName={(name) => onChange({ checklist: { ...list, name } }, 'checklist name')} />
      <ChecklistItems items={list.items} onChange={(items, what) => onChange({ checklist: { ...list, items } }, what && `checklist ${what}`)} />
    </section>
  )
}

function ReviewSettings({ question, onChange }: Props) {
  const { name } = useHere().organization
  return (
    <section className={parts.part} aria-label="Agreement">
      <Textarea label="To be agreed to" placeholder={`I agree to the terms of ${name}.`} autosize minRows={2} maxLength={1000} value={question.consent ?? ''} onChange={(event) => onChange({ consent: event.currentTarget.value || undefined }, 'consent')} />
    </section>
  )
}
