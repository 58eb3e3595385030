import { ActionIcon, Button, Group, Select, Textarea, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { rulesOf } from '#domain/workflows/category.ts'
import { NEXT_PHASE, WHERE_HELD_FROM } from '#domain/workflows/special-steps.ts'
import { placeName } from '#domain/workflows/place-name.ts'
import { useWords } from '../../session/session.ts'
import { moved } from '../../kit/moved.ts'
import { DurationInput } from './duration-input.tsx'
import { useEditing } from './editing.ts'
import parts from '../kit/parts.module.css'
import classes from './side-panel.module.css'
import { addTransition, changeStep, orderSteps, removeStep, type Patch, type Step, type WorkflowDraft } from './workflow-edits.ts'
import { TransitionPill } from './transition-pill.tsx'

/** One step: its status, what is done there and how long it may take, and the ways on from it and to it. */
export function StepEditor({ draft, step }: { draft: WorkflowDraft; step: Step }) {
  const words = useWords()
  const { library, statuses, mayEdit, change, select } = useEditing()
  const at = draft.steps.indexOf(step)
  const status = statuses.get(step.status)
  const put = (patch: Patch<Omit<Step, 'key'>>, what?: string) => change((now) => changeStep(now, step.key, patch), what && `step ${step.key} ${what}`)
  const move = (by: 1 | -1) => change((now) => orderSteps(now, moved(now.steps.map(({ key }) => key), at, at + by)))
  const nameOf = (place: string) => placeName(draft, statuses, place)
  const leaving = draft.transitions.filter(({ from }) => from.includes(step.key))
  const arriving = draft.transitions.filter(({ to }) => to === step.key)
  const connect = (to: string | null) => to && change((now) => {
    const made = addTransition(now, { name: to === WHERE_HELD_FROM ? 'Resume' : nameOf(to), from: [step.key], to })
    select({ transition: made.transition.key })
    return made.draft
  })
  return (
    <fieldset className={classes.panel} disabled={!mayEdit}>
      <Group gap={4} wrap="nowrap" align="flex-end">
        <Select
          label="Status" searchable allowDeselect={false} value={step.status} onChange={(key) => key && put({ status: key })} style={{ flex: 1 }}
          data={library.filter((one) => one.scope === draft.scope && (!one.isRetired || one.key === step.status)).map(({ key, name }) => ({ value: key, label: name }))}
        />
        <Tooltip label="Earlier"><ActionIcon size={36} variant="default" aria-label="Move the step up" disabled={!mayEdit || at === 0} onClick={() => move(-1)}><IconArrowUp size={16} /></ActionIcon></Tooltip>
        <Tooltip label="Later"><ActionIcon size={36} variant="default" aria-label="Move the step down" disabled={!mayEdit || at === draft.steps.length - 1} onClick={() => move(1)}><IconArrowDown size={16} /></ActionIcon></Tooltip>
      </Group>
      {status && <p className={parts.small}><b>{rulesOf(status.category).name}.</b> {rulesOf(status.category).meaning}</p>}
      <Textarea label="Instructions" description="Shown to whoever works on it." autosize minRows={2} maxRows={10} maxLength={2000} value={step.instructions ?? ''} onChange={(event) => put({ instructions: event.currentTarget.value || undefined }, 'instructions')} />
      <DurationInput label="Expected time here" longest={5_256_000} value={step.expectedMinutes} onChange={(expectedMinutes) => put({ expectedMinutes }, 'expected')} />
      <TextInput
        label={`What the ${words.customer.toLowerCase()} reads here`} maxLength={60} placeholder={status?.customerName ?? status?.name ?? ''} value={step.customerName ?? ''}
        description={status && !status.shownToCustomer ? 'This status is not shown to them at all.' : 'Where the status alone would say too little.'} onChange={(event) => put({ customerName: event.currentTarget.value || undefined }, 'customer')}
      />
      <section className={parts.part} aria-label="Moves from here">
        <h3 className={parts.heading}>Moves from here</h3>
        <div className={classes.pills}>
          {leaving.map((transition) => <TransitionPill key={transition.key} transition={transition} to={nameOf(transition.to)} status={statuses.get(draft.steps.find(({ key }) => key === transition.to)?.status ?? '')} isSelected={false} onOpen={(key) => select({ transition: key })} />)}
          {leaving.length === 0 && <span className={parts.small}>No named move of its own.</span>}
        </div>
        {mayEdit && (
          <Select
            aria-label="Add a move to" placeholder="Add a move to…" searchable value={null} onChange={connect}
            data={[
              { group: 'Steps', items: draft.steps.filter(({ key }) => key !== step.key).map(({ key }) => ({ value: key, label: nameOf(key) })) },
              { group: 'Elsewhere', items: [{ value: WHERE_HELD_FROM, label: nameOf(WHERE_HELD_FROM) }, ...(draft.scope === 'order' ? [{ value: NEXT_PHASE, label: nameOf(NEXT_PHASE) }] : [])] },
            ]}
          />
        )}
      </section>
      {arriving.length > 0 && (
        <section className={parts.part} aria-label="Moves to here">
          <h3 className={parts.heading}>Leads here</h3>
          <ul className={parts.list}>{arriving.map((transition) => <li key={transition.key}><button type="button" className={classes.linkLike} onClick={() => select({ transition: transition.key })}>{transition.name}</button> <span className="dimmed">from {transition.from.map(nameOf).join(', ')}</span></li>)}</ul>
        </section>
      )}
      {mayEdit && (
        <Button
          variant="light" color="red" leftSection={<IconTrash size={16} />} className={classes.remove ?? ''}
          onClick={() => {
            select(undefined)
            change((now) => removeStep(now, step.key))
          }}
        >
          Remove the step
        </Button>
      )}
    </fieldset>
  )
}
