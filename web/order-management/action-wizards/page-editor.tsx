import { Textarea } from '@mantine/core'
import type { Page } from '#domain/wizards/wizard.ts'
import editor from '../kit/editor.module.css'
import { NameInput } from '../kit/name-input.tsx'
import { ConditionsEditor } from './conditions-editor.tsx'
import parts from '../kit/parts.module.css'
import classes from './question-editor.module.css'
import { earlierQuestions, questionsOf, type WizardDraft } from './wizard-edits.ts'

type Props = { draft: WizardDraft; page: Page; faults: readonly string[]; onChange: (patch: Partial<Page>, what?: string) => void }

/** One page: its heading, what is said on it, and when it is shown. */
export function PageEditor({ draft, page, faults, onChange }: Props) {
  return (
    <div className={classes.editor}>
      <header><h2 className={classes.name}>Page {draft.pages.indexOf(page) + 1}</h2><p className={editor.quiet}>{page.questions.length === 1 ? '1 question' : `${page.questions.length} questions`}</p></header>
      {faults.length > 0 && <div role="alert"><ul className={classes.faults}>{faults.map((fault) => <li key={fault}>{fault}</li>)}</ul></div>}
      <section className={parts.part} aria-label="Wording">
        <NameInput label="Heading" maxLength={100} value={page.title} onName={(title) => onChange({ title }, `${page.key} title`)} />
        <Textarea label="Introduction" placeholder="Said above the questions" autosize minRows={2} maxRows={6} maxLength={1000} value={page.help ?? ''} onChange={(event) => onChange({ help: event.currentTarget.value || undefined }, `${page.key} help`)} />
      </section>
      <section className={parts.part} aria-label="Condition">
        <h3 className={parts.heading}>When it is shown</h3>
        <ConditionsEditor
          what="This page" conditions={page.showIf ?? []} earlier={earlierQuestions(draft, { page: page.key })} all={questionsOf(draft)} onChange={(showIf) => onChange({ showIf })}
          {...(draft.purpose === 'line_item' ? {} : { hours: { asked: page.hours, onChange: (hours) => onChange({ hours }) } })}
        />
      </section>
    </div>
  )
}
