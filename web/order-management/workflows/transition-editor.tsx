import { Button, MultiSelect, Select, Switch, Textarea } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useDeferredValue, useMemo, type ReactNode } from 'react'
import { roleNames, roles } from '#domain/kernel/permission.ts'
import { processOfWorkflow } from '#domain/workflows/design-process.ts'
import { ANY_STEP, NEXT_PHASE, OPEN_STEPS, WHERE_HELD_FROM } from '#domain/workflows/special-steps.ts'
import { MOST_BUSINESS_MINUTES } from '#domain/workflows/timer.ts'
import { whatTransitionSetsOff } from '#domain/workflows/what-follows.ts'
import { placeName } from '#domain/workflows/place-name.ts'
import { useAsk } from '../../asking.ts'
import { FieldList } from '../kit/field-list.tsx'
import { IconPicker } from '../kit/icon-picker.tsx'
import { NameInput } from '../kit/name-input.tsx'
import { conditionAs } from './condition-operators.ts'
import { ConditionsEditor } from './conditions-editor.tsx'
import { DurationInput } from './duration-input.tsx'
import { useHere } from '../../session/session.ts'
import { useEditing } from './editing.ts'
import { EffectsEditor } from './effects-editor.tsx'
import parts from '../kit/parts.module.css'
import classes from './side-panel.module.css'
import { changeTransition, removeTransition, type Patch, type Transition, type WorkflowDraft } from './workflow-edits.ts'

const gates = [{ value: 'order', label: 'Those of the order' }, { value: 'line_items', label: 'Those of its items' }, { value: 'all', label: 'All of them' }]

/** One move: from where to where, who may make it, what it asks for, when it happens by itself, and what it sets off. */
export function TransitionEditor({ draft, transition }: { draft: WorkflowDraft; transition: Transition }) {
  const { statuses, mayEdit, change, select } = useEditing()
  const put = (patch: Patch<Omit<Transition, 'key'>>, what?: string) => change((now) => changeTransition(now, transition.key, patch), what && `transition ${transition.key} ${what}`)
  const nameOf = (place: string) => placeName(draft, statuses, place)
  const steps = draft.steps.map(({ key }) => ({ value: key, label: nameOf(key) }))
  const elsewhere = [WHERE_HELD_FROM, ...(draft.scope === 'order' ? [NEXT_PHASE] : [])].map((place) => ({ value: place, label: nameOf(place) }))
  // Where it leads stands there at once; the rest of the form a moment later.
  const isSettled = useDeferredValue(true, false)
  const from = (chosen: string[]) => {
    const added = chosen.find((place) => !transition.from.includes(place))
    const next = added === ANY_STEP || added === OPEN_STEPS ? [added] : chosen.filter((place) => place !== ANY_STEP && place !== OPEN_STEPS)
    if (next.length > 0) put({ from: next })
  }
  return (
    <fieldset className={classes.panel} disabled={!mayEdit}>
      <NameInput label="Name" description="As a button says it: Begin work, Hand over, Cancel." required value={transition.name} onName={(name) => put({ name }, 'name')} />
      <IconPicker label="Sign" value={transition.icon} disabled={!mayEdit} onChange={(icon) => put({ icon })} />
      <MultiSelect label="From" searchable data={[{ group: 'Several', items: [ANY_STEP, OPEN_STEPS].map((place) => ({ value: place, label: nameOf(place) })) }, { group: 'Steps', items: steps }]} value={transition.from} onChange={from} />
      <Select label="To" searchable allowDeselect={false} data={[{ group: 'Steps', items: steps }, { group: 'Elsewhere', items: elsewhere }]} value={transition.to} onChange={(to) => to && put({ to })} />

      {isSettled && <TransitionRules draft={draft} transition={transition} put={put} />}
      {isSettled && <SetsOff draft={draft} transition={transition} />}
      {mayEdit && (
        <Button
          variant="light" color="red" leftSection={<IconTrash size={16} />} className={classes.remove ?? ''}
          onClick={() => {
            select(undefined)
            change((now) => removeTransition(now, transition.key))
          }}
        >
          Remove the move
        </Button>
      )}
    </fieldset>
  )
}

type RulesProps = { draft: WorkflowDraft; transition: Transition; put: (patch: Patch<Omit<Transition, 'key'>>, what?: string) => void }

/** Who may make it, what it asks for, when it may and when it does so by itself. */
function TransitionRules({ draft, transition, put }: RulesProps) {
  const wizards = useAsk('wizard.list', { purpose: 'update' }).data?.items.filter(({ isRetired }) => !isRetired) ?? []
  return (
    <>
      <Section title="Who may">
        <MultiSelect label="Roles" placeholder={transition.roles ? '' : 'Everybody who may move orders'} data={roles.map((role) => ({ value: role, label: roleNames[role] }))} value={transition.roles ?? []} onChange={(chosen) => put({ roles: chosen.length > 0 ? roles.filter((role) => chosen.includes(role)) : undefined })} />
        <Switch label="Hidden from people" description="Only made by itself: never a button." checked={transition.hidden} onChange={(event) => put({ hidden: event.currentTarget.checked })} />
      </Section>

      <Section title="What it asks for">
        <FieldList label={`Fields of ${transition.name}`} fields={transition.fields} takenKeys={['reason']} onChange={(fields, what) => put({ fields }, what)} />
        <Switch label="A reason" description="Whoever makes it says why; the reason stays on record." checked={transition.reasonRequired} onChange={(event) => put({ reasonRequired: event.currentTarget.checked })} />
        <Textarea label="Asks to confirm" autosize minRows={1} maxRows={4} maxLength={300} placeholder="Nothing: it is made at once" value={transition.confirm ?? ''} onChange={(event) => put({ confirm: event.currentTarget.value || undefined }, 'confirm')} />
        {(wizards.length > 0 || transition.wizard) && (
          <Select label="Wizard to go through" clearable placeholder="None" data={wizards.map(({ key, name }) => ({ value: key, label: name }))} value={transition.wizard ?? null} onChange={(wizard) => put({ wizard: wizard ?? undefined })} />
        )}
      </Section>

      <Section title="Only if">
        <Select label="Checklists done first" clearable placeholder="None needed" data={gates} value={transition.checklistGate ?? null} onChange={(gate) => put({ checklistGate: (gate ?? undefined) as Transition['checklistGate'] })} />
        <ConditionsEditor label="Only if" scope={draft.scope} conditions={transition.guards} hasRefusals onChange={(guards, what) => put({ guards }, what)} />
      </Section>

      {draft.scope === 'order' && (
        <Section title="By itself">
          <Switch label="As soon as something is so" checked={transition.automatic !== undefined} onChange={(event) => put({ automatic: event.currentTarget.checked ? [conditionAs({ fact: 'paymentMethod' }, 'present')] : undefined })} />
          {transition.automatic && <ConditionsEditor label="As soon as" scope={draft.scope} conditions={transition.automatic} onChange={(automatic, what) => put({ automatic: automatic.length > 0 ? automatic : undefined }, what)} addWords="And something else" />}
          <Timer transition={transition} put={put} />
        </Section>
      )}

      <Section title="What it also does">
        <EffectsEditor effects={transition.effects ?? []} onChange={(effects, what) => put({ effects: effects.length > 0 ? effects : undefined }, what)} />
      </Section>
    </>
  )
}

const businessUnits = ['minute', 'hour'] as const

/** How long it waits before it is made by itself, and whether the clock stands still while the business is closed. */
function Timer({ transition: { afterMinutes, inBusinessHours }, put }: Pick<RulesProps, 'transition' | 'put'>) {
  const organization = useAsk('organization.get', {}, { staleTime: 60_000 }).data
  const hasHours = organization !== undefined && (organization.hours !== null || organization.locations.some(({ hours }) => hours !== undefined))
  return (
    <>
      <DurationInput
        label="After a time in the step" description="If what it needs holds by then; else it looks again later." longest={inBusinessHours ? MOST_BUSINESS_MINUTES : 525_600} {...(inBusinessHours ? { units: businessUnits } : {})}
        value={afterMinutes} onChange={(minutes) => put({ afterMinutes: minutes, ...(minutes === undefined ? { inBusinessHours: undefined } : {}) }, 'after')}
      />
      {afterMinutes !== undefined && (
        <Switch
          label="Only business hours count" checked={inBusinessHours === true} description={hasHours ? 'The time in which you are closed does not.' : 'You have set no opening hours yet: until you do, every hour counts.'}
          onChange={(event) => put(event.currentTarget.checked ? { inBusinessHours: true, afterMinutes: Math.min(afterMinutes, MOST_BUSINESS_MINUTES) } : { inBusinessHours: undefined })}
        />
      )}
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return <section className={parts.part} aria-label={title}><h3 className={parts.heading}>{title}</h3>{children}</section>
}

function SetsOff(now: { draft: WorkflowDraft; transition: Transition }) {
  // Read once what is typed stands in its field.
  const { draft, transition } = useDeferredValue(now)
  const { library, types } = useEditing()
  const { currency } = useHere().organization
  const consequences = useMemo(() => {
    const names = new Map(library.map(({ id, name }) => [id, name]))
    return whatTransitionSetsOff(processOfWorkflow(draft, { statuses: library, workflowTypes: types }), draft.key, transition, ({ statusId, step }) => names.get(statusId) ?? step, currency)
  }, [draft, transition, library, types, currency])
  return (
    <section className={parts.part} aria-label="What it sets off">
      <h3 className={parts.heading}>What it sets off</h3>
      {consequences.length === 0 ? <p className={parts.small}>Nothing but the move, which is recorded.</p> : <ul className={parts.list}>{consequences.map(({ text }) => <li key={text}>{text}</li>)}</ul>}
    </section>
  )
}
