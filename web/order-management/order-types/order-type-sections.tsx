import { ActionIcon, NumberInput, Select, Switch } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useAsk } from '../../asking.ts'
import { useHere, useWords } from '../../session/session.ts'
import { AddByName } from '../../kit/add-by-name.tsx'
import editor from '../kit/editor.module.css'
import { keyFrom } from '../../kit/keys.ts'
import { replaced } from '../../kit/moved.ts'
import { NameInput } from '../kit/name-input.tsx'
import { Sortable } from '../kit/sortable.tsx'
import { ChoiceList } from './choice-list.tsx'
import { withoutMethod, type Editing } from './order-type-edits.ts'

export function LineItemsSection({ draft, change }: Editing) {
  const words = useWords()
  const workflows = useAsk('workflow.list', {}).data?.items.filter(({ scope, isRetired }) => scope === 'line_item' && !isRetired) ?? []
  return (
    <Select
      label={`Workflow of ${words.lineItems.toLowerCase()}`} maw={360} data={workflows.map(({ key, name }) => ({ value: key, label: name }))} value={draft.lineItemWorkflow ?? null} clearable
      placeholder={`None: ${words.lineItems.toLowerCase()} are not tracked one by one`} onChange={(key) => change({ lineItemWorkflow: key ?? undefined })}
    />
  )
}

export function MethodsSection({ draft, change }: Editing) {
  const methods = draft.fulfilmentMethods
  return (
    <div className={editor.stack}>
      {methods.length > 0 && (
        <Sortable label="Ways to hand over" items={methods} keyOf={({ key }) => key} nameOf={({ name }) => name} onOrder={(ordered) => change({ fulfilmentMethods: ordered })}>
          {(method, at) => (
            <div className={editor.row} style={{ alignItems: 'center' }}>
              <NameInput className={editor.grow ?? ''} aria-label={`Name of way ${at + 1}`} value={method.name} onName={(name) => change({ fulfilmentMethods: replaced(methods, at, { ...method, name }) }, `method ${method.key}`)} />
              <Switch label="Is sent to an address" checked={method.shipping} onChange={(event) => change({ fulfilmentMethods: replaced(methods, at, { ...method, shipping: event.currentTarget.checked }) })} />
              <ActionIcon aria-label={`Remove ${method.name}`} onClick={() => change(withoutMethod(draft, method.key))}><IconTrash size={16} /></ActionIcon>
            </div>
          )}
        </Sortable>
      )}
      <AddByName label="A new way to hand over" placeholder="Pickup, courier, …" onAdd={(name) => change({ fulfilmentMethods: [...methods, { key: keyFrom(name, methods.map(({ key }) => key), 'way'), name, shipping: false }] })} />
    </div>
  )
}

export function WizardsSection({ draft, change }: Editing) {
  const wizards = useAsk('wizard.list', { purpose: 'create' }).data?.items.filter(({ isRetired, version }) => !isRetired && version !== null) ?? []
  return (
    <ChoiceList
      label="Wizards" noun="wizard" none="None: the usual form" choices={draft.wizards ?? []} options={wizards.map(({ key, name }) => ({ value: key, label: name }))} keyOf={({ wizard }) => wizard} make={(wizard) => ({ wizard })}
      onChange={(choices) => change({ wizards: choices.length > 0 ? choices : undefined })}
    />
  )
}

export function MoneySection({ draft, change }: Editing) {
  const { currency } = useHere().organization
  const organization = useAsk('organization.get', {}, { staleTime: 60_000 }).data
  const taxWords = organization ? (organization.taxIncluded ? 'included' : 'added') : ''
  return (
    <div className={editor.two}>
      <Select label="Currency" clearable searchable placeholder={`As usual: ${currency}`} data={Intl.supportedValuesOf('currency')} value={draft.currency ?? null} onChange={(chosen) => change({ currency: chosen ?? undefined })} />
      <NumberInput label="Tax rate" suffix=" %" min={0} max={100} decimalScale={4} hideControls placeholder={`As usual: ${organization?.taxRate ?? 0} %`} value={draft.taxRate ?? ''} onChange={(rate) => change({ taxRate: typeof rate === 'number' ? rate : undefined }, 'tax rate')} />
      <Select
        label="Tax" clearable placeholder={`As usual: ${taxWords}`} data={[{ value: 'included', label: 'Included in prices' }, { value: 'added', label: 'Added to prices' }]}
        value={draft.taxIncluded === undefined ? null : draft.taxIncluded ? 'included' : 'added'} onChange={(value) => change({ taxIncluded: value === null ? undefined : value === 'included' })}
      />
    </div>
  )
}

export function IntakeSection({ draft, change }: Editing) {
  const words = useWords()
  const { intake } = draft
  return (
    <div className={editor.stack}>
      <Switch label={`An email of the ${words.customer.toLowerCase()}`} checked={intake.customerEmail} onChange={(event) => change({ intake: { ...intake, customerEmail: event.currentTarget.checked } })} />
      <Switch label="A shipping address" checked={intake.shippingAddress} onChange={(event) => change({ intake: { ...intake, shippingAddress: event.currentTarget.checked } })} />
      <Switch label={`At least one ${words.lineItem.toLowerCase()}`} checked={intake.lines} onChange={(event) => change({ intake: { ...intake, lines: event.currentTarget.checked } })} />
    </div>
  )
}
