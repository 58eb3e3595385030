import { Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core'
import { roleNames, roles } from '#domain/kernel/permission.ts'
import { usualFinish } from '#domain/wizards/finish-word.ts'
import { categories, rulesOf } from '#domain/workflows/category.ts'
import { useAsk } from '../../asking.ts'
import { useWords } from '../../session/session.ts'
import editor from '../kit/editor.module.css'
import { NameInput } from '../kit/name-input.tsx'
import { CatalogChoice } from './catalog-choice.tsx'
import { FormulaInput } from './formula-input.tsx'
import { PublicAddress } from './public-address.tsx'
import parts from '../kit/parts.module.css'
import classes from './question-editor.module.css'
import { questionsOf, type WizardDraft } from './wizard-edits.ts'
import { aboutAudience, audienceNames, audiences, entryPoint, entryPoints, purposeWords } from './wizard-words.ts'

type Props = { draft: WizardDraft; link: string | null; isPublished: boolean; faults: readonly string[]; onChange: (patch: Partial<WizardDraft>, what?: string) => void }

/** What the whole wizard is for: its name, who goes through it, where it opens, and what it does at the end. */
export function WizardSettings({ draft, link, isPublished, faults, onChange }: Props) {
  // What is gone through on an order, or about an item, opens from there, and has no address to be handed out.
  const isPublic = draft.purpose === 'create' && draft.audience.includes('customer') && draft.channels.includes('web')
  return (
    <div className={classes.editor}>
      <header><h2 className={classes.name}>The wizard</h2><p className={editor.quiet}>{purposeWords[draft.purpose].name}. {purposeWords[draft.purpose].about}</p></header>
      {faults.length > 0 && <div role="alert"><ul className={classes.faults}>{faults.map((fault) => <li key={fault}>{fault}</li>)}</ul></div>}
      <section className={parts.part} aria-label="Name">
        <NameInput label="Name" value={draft.name} onName={(name) => onChange({ name }, 'name')} />
        <Textarea label="Description" placeholder="For whoever chooses among wizards" autosize minRows={1} maxRows={4} maxLength={500} value={draft.description ?? ''} onChange={(event) => onChange({ description: event.currentTarget.value || undefined }, 'description')} />
      </section>
      {draft.purpose === 'create' && <CreateSettings draft={draft} onChange={onChange} />}
      {draft.purpose === 'update' && <UpdateSettings draft={draft} onChange={onChange} />}
      {draft.purpose === 'line_item' && <LineItemSettings draft={draft} onChange={onChange} />}
      <section className={parts.part} aria-label="Who goes through it">
        <h3 className={parts.heading}>Who goes through it</h3>
        <Checkbox.Group value={draft.audience} onChange={(chosen) => chosen.length > 0 && onChange({ audience: audiences.filter((audience) => chosen.includes(audience)) })}>
          <div className={editor.stack}>{audiences.map((audience) => <Checkbox key={audience} value={audience} label={audienceNames[audience]} description={aboutAudience(audience, draft.purpose)} />)}</div>
        </Checkbox.Group>
        {draft.audience.includes('staff') && (
          <MultiSelect
            label="Of the team" placeholder={draft.roles ? '' : 'Everybody who may take in orders'} clearable data={roles.map((role) => ({ value: role, label: roleNames[role] }))} value={draft.roles ?? []}
            onChange={(chosen) => onChange({ roles: chosen.length > 0 ? roles.filter((role) => chosen.includes(role)) : undefined })}
          />
        )}
      </section>
      <section className={parts.part} aria-label="Where it opens">
        <h3 className={parts.heading}>Where it opens</h3>
        <Checkbox.Group value={draft.channels} onChange={(chosen) => chosen.length > 0 && onChange({ channels: entryPoints.filter((channel) => chosen.includes(channel)) })}>
          <div className={editor.two}>{entryPoints.map((channel) => <Checkbox key={channel} value={channel} label={entryPoint(channel, draft.purpose)} />)}</div>
        </Checkbox.Group>
        {isPublic && <PublicAddress link={link} name={draft.name} isPublished={isPublished} />}
      </section>
      <section className={parts.part} aria-label="At the end">
        <h3 className={parts.heading}>At the end</h3>
        <TextInput label="The last button says" placeholder={usualFinish(draft)} maxLength={40} w={260} value={draft.finishLabel ?? ''} onChange={(event) => onChange({ finishLabel: event.currentTarget.value || undefined }, 'finish')} />
        <Textarea label="And then is said" placeholder="Thank you! We will be in touch." autosize minRows={1} maxRows={4} maxLength={500} value={draft.thanks ?? ''} onChange={(event) => onChange({ thanks: event.currentTarget.value || undefined }, 'thanks')} />
      </section>
    </div>
  )
}

type PartProps = Pick<Props, 'draft' | 'onChange'>

function CreateSettings({ draft, onChange }: PartProps) {
  const words = useWords()
  const types = useAsk('order_type.list', {}).data?.items ?? []
  const isAsked = questionsOf(draft).some(({ kind }) => kind === 'order_type')
  const isGone = draft.orderType !== undefined && types.length > 0 && !types.some(({ key }) => key === draft.orderType)
  return (
    <section className={parts.part} aria-label="What it makes">
      <Select
        label={`It makes ${words.orders.toLowerCase()} of the type`} clearable={isAsked} placeholder={isAsked ? 'Asked in the wizard' : 'Choose a type, or ask for it'} error={isGone && 'This order type is gone.'}
        data={types.filter(({ isRetired, key }) => !isRetired || key === draft.orderType).map(({ key, name }) => ({ value: key, label: name }))} value={draft.orderType ?? null} onChange={(orderType) => onChange({ orderType: orderType ?? undefined })}
      />
    </section>
  )
}

function UpdateSettings({ draft, onChange }: PartProps) {
  const words = useWords()
  const workflows = useAsk('workflow.list', {}).data?.items ?? []
  const moves = [...new Map(workflows.filter(({ scope }) => scope === 'order').flatMap(({ transitions, name: workflow }) => transitions.map(({ key, name }) => [key, { value: key, label: name, workflow }]))).values()]
  return (
    <section className={parts.part} aria-label="What it does">
      <Select
        label="When it is finished, this move is made" clearable searchable placeholder={`None: the ${words.order.toLowerCase()} stays where it is`} data={moves.map(({ value, label, workflow }) => ({ value, label: `${label} (${workflow})` }))}
        value={draft.transition ?? null} onChange={(transition) => onChange({ transition: transition ?? undefined })}
      />
      <MultiSelect
        label={`Only while the ${words.order.toLowerCase()} is`} placeholder={draft.offeredIn ? '' : 'Wherever it stands'} clearable data={categories.map((category) => ({ value: category, label: rulesOf(category).name }))} value={draft.offeredIn ?? []}
        onChange={(chosen) => onChange({ offeredIn: chosen.length > 0 ? categories.filter((category) => chosen.includes(category)) : undefined })}
      />
      {draft.audience.includes('customer') && draft.channels.includes('web') && <p className={editor.quiet}>Customers open it from the page at which they follow their {words.order.toLowerCase()}.</p>}
    </section>
  )
}

function LineItemSettings({ draft, onChange }: PartProps) {
  const questions = questionsOf(draft)
  const put = (patch: NonNullable<WizardDraft['sets']>) => {
    const sets = { ...draft.sets, ...patch }
    onChange({ sets: sets.quantity || sets.unitPrice ? sets : undefined }, 'formula')
  }
  return (
    <>
      <section className={parts.part} aria-label="What it is for">
        <h3 className={parts.heading}>Opens when one of these is added</h3>
        <CatalogChoice chosen={draft.appliesTo ?? {}} all="Choose at least one" hasUnits onChange={(patch) => onChange({ appliesTo: { ...draft.appliesTo, ...patch } })} />
      </section>
      <section className={parts.part} aria-label="What it sets">
        <h3 className={parts.heading}>Works out</h3>
        <FormulaInput label="Quantity" sets="quantity" formula={draft.sets?.quantity} questions={questions} onChange={(quantity) => put({ quantity })} />
        <FormulaInput label="Price of one" sets="price" formula={draft.sets?.unitPrice} questions={questions} onChange={(unitPrice) => put({ unitPrice })} />
      </section>
    </>
  )
}
