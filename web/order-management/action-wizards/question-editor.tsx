import { Checkbox, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Question } from '#domain/wizards/wizard.ts'
import editor from '../kit/editor.module.css'
import { OptionsInput } from '../kit/field-list.tsx'
import { hasOptions } from '../kit/field-kinds.ts'
import { useAsk } from '../../asking.ts'
import { ConditionsEditor } from './conditions-editor.tsx'
import { DefaultInput } from './default-input.tsx'
import { KindSettings } from './kind-settings.tsx'
import { fillsField, takesDefault, takesPlaceholder, wordsOfKind } from './question-kinds.ts'
import { ValidationEditor } from './validation-editor.tsx'
import { earlierQuestions, questionsOf, type WizardDraft } from './wizard-edits.ts'
import { audienceNames } from './wizard-words.ts'
import parts from '../kit/parts.module.css'
import classes from './question-editor.module.css'

type Props = {
  draft: WizardDraft
  question: Question
  faults: readonly string[]
  onChange: (patch: Partial<Question>, what?: string) => void
  /** Its wording is written: whatever is made from it may be made now. */
  onWorded: (label: string) => void
}

/** One question, whole: its wording, what may be answered, when and by whom. */
export function QuestionEditor({ draft, question, faults, onChange, onWorded }: Props) {
  const { name, about, Icon } = wordsOfKind(question.kind)
  const change = (patch: Partial<Question>, member?: string) => onChange(patch, member && `${question.key} ${member}`)
  const text = (member: 'help' | 'placeholder', value: string) => change({ [member]: value === '' ? undefined : value }, member)
  return (
    <div className={classes.editor}>
      <header className={classes.head}>
        <span className={classes.icon}><Icon size={20} aria-hidden="true" /></span>
        <div><h2 className={classes.name}>{name}</h2><p className={editor.quiet}>{about}</p></div>
      </header>
      {faults.length > 0 && <div role="alert"><ul className={classes.faults}>{faults.map((fault) => <li key={fault}>{fault}</li>)}</ul></div>}
      <section className={parts.part} aria-label="Wording">
        <Wording question={question} onChange={(label) => change({ label }, 'label')} onWorded={onWorded} />
        <Textarea label="Help" placeholder="Shown beneath the question" autosize minRows={1} maxRows={4} maxLength={500} value={question.help ?? ''} onChange={(event) => text('help', event.currentTarget.value)} />
        {takesPlaceholder(question.kind) && <TextInput label="Example in the empty field" maxLength={100} value={question.placeholder ?? ''} onChange={(event) => text('placeholder', event.currentTarget.value)} />}
        {hasOptions(question.kind) && <OptionsInput options={question.options ?? []} onChange={(options) => change({ options })} />}
        {question.kind === 'measurement' && <TextInput label="Unit" maxLength={20} w={140} value={question.unit ?? ''} onChange={(event) => change({ unit: event.currentTarget.value || undefined }, 'unit')} />}
      </section>
      <KindSettings question={question} onChange={change} />
      <section className={parts.part} aria-label="Answer">
        <h3 className={parts.heading}>Answer</h3>
        <Switch label={question.kind === 'review' ? 'Must be agreed to' : 'Must be answered'} checked={question.required} onChange={(event) => change({ required: event.currentTarget.checked })} />
        {takesDefault(question.kind) && <DefaultInput question={question} onChange={(value) => change({ default: value }, 'default')} />}
        <ValidationEditor question={question} onChange={change} />
        {fillsField(question.kind) && <FieldChoice draft={draft} question={question} onChange={change} />}
      </section>
      <section className={parts.part} aria-label="Condition">
        <h3 className={parts.heading}>When it is asked</h3>
        <ConditionsEditor
          what="This question" conditions={question.showIf ?? []} earlier={earlierQuestions(draft, { question: question.key })} all={questionsOf(draft)} onChange={(showIf) => change({ showIf })}
          {...(draft.purpose === 'line_item' ? {} : { hours: { asked: question.hours, onChange: (hours) => change({ hours }) } })}
        />
      </section>
      {draft.audience.length > 1 && (
        <section className={parts.part} aria-label="Who is asked">
          <h3 className={parts.heading}>Who is asked</h3>
          <Checkbox.Group value={question.visibleTo ?? draft.audience} onChange={(audience) => audience.length > 0 && change({ visibleTo: audience.length === draft.audience.length ? undefined : audience })}>
            <div className={editor.row}>{draft.audience.map((one) => <Checkbox key={one} value={one} label={audienceNames[one]} />)}</div>
          </Checkbox.Group>
        </section>
      )}
    </div>
  )
}

/** Never left empty; what is made from it is made once it is written. */
function Wording({ question, onChange, onWorded }: { question: Question; onChange: (label: string) => void; onWorded: (label: string) => void }) {
  const [typed, setTyped] = useState<string>()
  return (
    <Textarea
      label="Question" autosize minRows={1} maxRows={3} maxLength={200} data-question-wording value={typed ?? question.label} error={typed?.trim() === '' && 'It needs a wording.'}
      onChange={(event) => {
        const label = event.currentTarget.value.replaceAll(/\s*\n\s*/g, ' ')
        setTyped(label)
        if (label.trim()) onChange(label)
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      onBlur={() => {
        setTyped(undefined)
        onWorded(question.label.trim())
      }}
    />
  )
}

/** The order type's own field that the answer also becomes. */
function FieldChoice({ draft, question, onChange }: { draft: WizardDraft; question: Question; onChange: (patch: Partial<Question>) => void }) {
  const types = useAsk('order_type.list', {}).data?.items ?? []
  const among = draft.orderType ? types.filter(({ key }) => key === draft.orderType) : types
  const fields = [...new Map(among.flatMap((type) => (draft.purpose === 'line_item' ? type.lineItemFields : type.fields).filter(({ kind }) => kind === question.kind).map((field) => [field.key, { value: field.key, label: field.label }]))).values()]
  const isGone = question.field !== undefined && !fields.some(({ value }) => value === question.field)
  if (fields.length === 0 && !isGone) return null
  return (
    <Select
      label="Also fills the field" clearable placeholder="None: the answer is kept by itself" data={fields} value={isGone ? null : (question.field ?? null)} error={isGone && 'The field it filled is gone, or of another kind.'}
      onChange={(field) => onChange({ field: field ?? undefined })}
    />
  )
}
