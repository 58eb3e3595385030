import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { countInWords } from '#domain/kernel/bounded-count.ts'
import type { DesignedOrderType } from '#domain/workflows/design-contract.ts'
import { useWords } from '../../session/session.ts'
import { ChecklistTemplates } from '../kit/checklist-templates.tsx'
import editor from '../kit/editor.module.css'
import { FieldList } from '../kit/field-list.tsx'
import { NameInput } from '../kit/name-input.tsx'
import type { ShownInForce } from '../kit/use-in-force.ts'
import { AsItStands } from './as-it-stands.tsx'
import { NumberingEditor } from './numbering-editor.tsx'
import type { Editing } from './order-type-edits.ts'
import { IntakeSection, LineItemsSection, MethodsSection, MoneySection, WizardsSection } from './order-type-sections.tsx'
import { PhasesEditor } from './phases-editor.tsx'
import { RollUpsEditor } from './roll-ups-editor.tsx'

type Props = Editing & { around: ShownInForce | undefined; versions: DesignedOrderType['versions']; isReadOnly: boolean; onMigrate: (() => void) | undefined }

/** Everything an order type says, part by part; beside it the chain as it stands and what is still open. */
export function OrderTypeForm({ draft, change, around, versions, isReadOnly, onMigrate }: Props) {
  const words = useWords()
  const [order, orders, lineItem, lineItems] = [words.order.toLowerCase(), words.orders.toLowerCase(), words.lineItem.toLowerCase(), words.lineItems.toLowerCase()]
  const on = { draft, change }
  const sections: { id: string; name: string; lead?: string; body: ReactNode }[] = [
    { id: 'name', name: 'Name', body: <NameInput label="What this kind is called" maw={360} value={draft.name} onName={(name) => change({ name }, 'name')} /> },
    { id: 'phases', name: 'Phases', lead: `The chain every ${order} of this type goes through. In each phase the first workflow that fits is taken; one that none is for skips the phase.`, body: <PhasesEditor {...on} /> },
    { id: 'line-items', name: words.lineItems, lead: `Where each ${lineItem} goes on its own way, that way is a workflow too.`, body: <LineItemsSection {...on} /> },
    { id: 'rules', name: 'By itself', lead: `What moves the ${order} as its ${lineItems} get on.`, body: <RollUpsEditor {...on} /> },
    { id: 'methods', name: 'Handing over', lead: 'The ways it reaches the customer; workflows can be chosen by them.', body: <MethodsSection {...on} /> },
    { id: 'wizards', name: 'Wizards', lead: `What opens for a new ${order} of this type.`, body: <WizardsSection {...on} /> },
    { id: 'numbering', name: 'Numbers', lead: `How ${orders} of this type are numbered.`, body: <NumberingEditor {...on} /> },
    { id: 'fields', name: `Fields of the ${order}`, lead: 'What you want to know besides what every order says.', body: <FieldList label={`Fields of the ${order}`} fields={draft.fields} onChange={(fields, what) => change({ fields }, what)} /> },
    { id: 'line-fields', name: `Fields of each ${lineItem}`, body: <FieldList label={`Fields of each ${lineItem}`} fields={draft.lineItemFields} onChange={(lineItemFields, what) => change({ lineItemFields }, what)} /> },
    { id: 'checklists', name: 'Checklists', lead: `Every new ${order} of this type begins with these. Changing them later changes no ${order} that has them already.`, body: <ChecklistTemplates templates={draft.checklists ?? []} onChange={(checklists, what) => change({ checklists }, what)} /> },
    { id: 'money', name: 'Money', lead: `What ${orders} of this type are reckoned in. Left empty, it is as everywhere in the organization.`, body: <MoneySection {...on} /> },
    { id: 'intake', name: 'Insisted on', lead: `What cannot be left out when ${orders} are written down by hand.`, body: <IntakeSection {...on} /> },
  ]
  return (
    <div className={editor.editor}>
      <nav className={editor.nav} aria-label="Parts of the order type">
        {sections.map(({ id, name }) => <a key={id} href={`#${id}`}>{name}</a>)}
      </nav>
      <fieldset className={editor.main} disabled={isReadOnly} style={{ margin: 0, padding: 0, border: 0 }}>
        {sections.map(({ id, name, lead, body }) => (
          <section key={id} id={id} className={editor.section} aria-label={name}>
            <h2 className={editor.heading}>{name}</h2>
            {lead && <p className={editor.lead}>{lead}</p>}
            {body}
          </section>
        ))}
      </fieldset>
      <aside className={editor.aside} aria-label="As it stands">
        {around && <AsItStands draft={draft} around={around} />}
        {versions.length > 0 && (
          <div className={editor.card}>
            <h2 className={editor.cardTitle}>Open {orders}</h2>
            <ul className={editor.gaps}>{versions.map(({ version, openOrders }) => <li key={version} style={{ display: 'block' }}>{countInWords(openOrders)} on version {version}</li>)}</ul>
            {onMigrate && <Button variant="light" size="compact-sm" style={{ justifySelf: 'start' }} onClick={onMigrate}>Move open {orders} between versions…</Button>}
          </div>
        )}
      </aside>
    </div>
  )
}
