import { Button, Radio, Select, Stack } from '@mantine/core'
import type { DesignedWorkflow } from '#domain/workflows/design-contract.ts'
import { Link } from '@tanstack/react-router'
import { countInWords } from '#domain/kernel/bounded-count.ts'
import { useShow } from '../../kit/show.ts'
import { useHere, useMay, useWords } from '../../session/session.ts'
import { NameInput } from '../kit/name-input.tsx'
import { useEditing } from './editing.ts'
import parts from '../kit/parts.module.css'
import classes from './side-panel.module.css'
import choice from './new-workflow.module.css'
import type { WorkflowDraft } from './workflow-edits.ts'
import { movementChoices } from './workflow-words.ts'

/** The workflow itself: its name, its phase, how things move in it, and what relies on it. */
export function WorkflowSettings({ draft, designed, onMigrate }: { draft: WorkflowDraft; designed: DesignedWorkflow; onMigrate: () => void }) {
  const words = useWords()
  const show = useShow()
  const { slug } = useHere().organization
  const { types, mayEdit, change } = useEditing()
  const mayMigrate = useMay('process.migrate')
  const things = (draft.scope === 'order' ? words.orders : words.lineItems).toLowerCase()
  return (
    <fieldset className={classes.panel} disabled={!mayEdit}>
      <NameInput label="Name of the workflow" required value={draft.name} onName={(name) => change((now) => ({ ...now, name }), 'name')} />
      {draft.scope === 'order' && <Select label="Workflow type" allowDeselect={false} data={types.map(({ key, name }) => ({ value: key, label: name }))} value={draft.type ?? null} onChange={(type) => type && change((now) => ({ ...now, type }))} />}
      <Radio.Group label="How things move" value={draft.movement} onChange={(value) => change((now) => ({ ...now, movement: value }))}>
        <Stack gap={6} mt={6}>
          {movementChoices.map(({ value, name, about }) => (
            <Radio.Card key={value} value={value} className={choice.choice ?? ''} disabled={!mayEdit}><Radio.Indicator /><span><b>{name}</b><span className={choice.about}>{about}</span></span></Radio.Card>
          ))}
        </Stack>
      </Radio.Group>
      <section className={parts.part} aria-label="Versions">
        <h3 className={parts.heading}>Versions</h3>
        {designed.versions.length === 0
          ? <p className={parts.small}>Never published: no {things} follow it yet.</p>
          : <ul className={parts.list}>{designed.versions.map(({ version, publishedAt, openOrders }) => <li key={version}><b>Version {version}</b>{version === designed.published?.version && ', in force'} <span className="dimmed">since {show.day(publishedAt)} · {openOrders === 0 ? `no open ${things} on it` : `${countInWords(openOrders)} open ${(openOrders === 1 ? words.order : words.orders).toLowerCase()}`}</span></li>)}</ul>}
      </section>
      {mayMigrate && designed.usedBy.length > 0 && designed.versions.length > 0 && <Button variant="light" size="compact-sm" className={classes.start ?? ''} onClick={onMigrate}>Move open {words.orders.toLowerCase()} between versions…</Button>}
      <section className={parts.part} aria-label="Used by">
        <h3 className={parts.heading}>Used by</h3>
        {designed.usedBy.length === 0
          ? <p className={parts.small}>No order type yet. <Link to="/$organization/settings/order-management/order-types" params={{ organization: slug }}>Order Types</Link> say which {words.orders.toLowerCase()} go through which workflows.</p>
          : <ul className={parts.list}>{designed.usedBy.map(({ key, name }) => <li key={key}><Link to="/$organization/settings/order-management/order-types/$orderType" params={{ organization: slug, orderType: key }}>{name}</Link></li>)}</ul>}
      </section>
    </fieldset>
  )
}
