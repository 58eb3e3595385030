import { Checkbox, Select, TagsInput, TextInput } from '@mantine/core'
import type { FieldDefinition } from '#domain/workflows/schema.ts'
import { findFact } from '#domain/workflows/fact.ts'
import { contextOf } from '#domain/workflows/fact-context.ts'
import type { Pretended } from '#domain/workflows/pretended.ts'
import type { Simulation } from '#domain/workflows/simulate.ts'
import { FieldInput } from '../../kit/field-input.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useWords } from '../../session/session.ts'
import { useAsk } from '../../asking.ts'
import type { Beginning } from './simulated-hours.ts'
import parts from '../kit/parts.module.css'
import classes from './simulator.module.css'
type Props = {
  simulation: Simulation
  onPretend: (pretended: Omit<Pretended, keyof Beginning>) => void
  onTick: (checklist: string, item: string, done: boolean) => void
}

const checklistChoices = [{ value: 'none', label: 'There are none' }, { value: 'open', label: 'Something is open' }, { value: 'done', label: 'All is done' }]
const paymentChoices = findFact('paymentStatus', 'order')?.options ?? []

/** Everything conditions can ask about, to be pretended otherwise. */
export function PretendForm({ simulation: { order, process }, onPretend, onTick }: Props) {
  const words = useWords()
  const locations = useAsk('organization.get', {}, { staleTime: 60_000 }).data?.locations ?? []
  const shownFields = fieldsAskedIn(process)
  const lists = [...order.checklists, ...order.lines.flatMap(({ checklists }) => checklists)]
  const stateOf = (given: typeof lists) => (given.length === 0 ? 'none' : given.every(({ items }) => items.every(({ done }) => done)) ? 'done' : 'open')
  const yesNo: [string, boolean, (is: boolean) => Parameters<typeof onPretend>[0]][] = [
    [`${words.customer} is on file`, order.customerId !== null, (isCustomerKnown) => ({ isCustomerKnown })],
    ['Email is known', order.customer.email !== null, (is) => ({ customerEmail: is ? 'customer@example.com' : null })],
    ['Phone is known', order.customer.phone !== null, (is) => ({ customerPhone: is ? '+1 555 0100' : null })],
    ['Shipping address', order.shippingAddress !== null, (hasShippingAddress) => ({ hasShippingAddress })],
    ['Due date', order.dueAt !== null, (hasDueDate) => ({ hasDueDate })],
    ['Appointment', order.scheduledAt !== null, (isScheduled) => ({ isScheduled })],
    [words.manager, order.managerId !== null, (hasManager) => ({ hasManager })],
    ['Team', order.team.length > 0, (hasTeam) => ({ hasTeam })],
    ['Escalated', order.escalated, (escalated) => ({ escalated })],
  ]
  return (
    <details className={classes.pretend} open>
      <summary className={classes.summary}>Pretend that…</summary>
      <div className={classes.pretendBody}>
        <div className={classes.two}>
          <Select size="xs" label="Payment" allowDeselect={false} data={paymentChoices} value={order.paymentStatus} onChange={(value) => value && onPretend({ paymentStatus: value as NonNullable<Pretended['paymentStatus']> })} />
          <TextInput key={order.paymentMethod} size="xs" label="Payment method" placeholder="None yet" defaultValue={order.paymentMethod ?? ''} onBlur={(event) => event.currentTarget.value !== (order.paymentMethod ?? '') && onPretend({ paymentMethod: event.currentTarget.value.trim() || null })} />
          <MoneyInput size="xs" label="Total" currency={order.currency} value={order.total} onChange={(total) => total !== null && total !== order.total && onPretend({ total })} />
          {locations.length > 0 && <Select size="xs" label="Location" clearable placeholder="None" data={locations.map(({ key, name }) => ({ value: key, label: name }))} value={order.location} onChange={(location) => onPretend({ location })} />}
          <TagsInput size="xs" label="Tags" value={order.tags} onChange={(tags) => onPretend({ tags })} />
          <Select size="xs" label="Its checklists" allowDeselect={false} data={checklistChoices} value={stateOf(order.checklists)} onChange={(value) => value && onPretend({ checklists: value as 'none' | 'open' | 'done' })} />
          <Select size="xs" label="Checklists of its items" allowDeselect={false} data={checklistChoices} value={stateOf(order.lines.flatMap(({ checklists }) => checklists))} onChange={(value) => value && onPretend({ lineChecklists: value as 'none' | 'open' | 'done' })} />
        </div>
        <div className={classes.two}>
          {yesNo.map(([label, is, pretend]) => <Checkbox key={label} size="xs" label={label} checked={is} onChange={(event) => onPretend(pretend(event.currentTarget.checked))} />)}
        </div>
        {shownFields.length > 0 && (
          <div className={classes.two}>
            {shownFields.map((field) => <FieldInput key={field.key} field={{ ...field, required: false }} value={order.fields[field.key]} onChange={(value) => onPretend({ fields: { [field.key]: value } })} />)}
          </div>
        )}
        {lists.map((list) => (
          <fieldset key={list.id} className={classes.checklist}>
            <legend className={parts.small}>{list.name}</legend>
            {list.items.map((item) => <Checkbox key={item.id} size="xs" label={item.text} checked={item.done !== null} onChange={(event) => onTick(list.id, item.id, event.currentTarget.checked)} />)}
          </fieldset>
        ))}
      </div>
    </details>
  )
}

/** The fields that any move on the way depends on: what else there is changes nothing here. */
function fieldsAskedIn({ orderType, workflows }: Simulation['process']): FieldDefinition[] {
  const transitions = Object.values(workflows).flatMap((workflow) => workflow.transitions)
  const asked = new Set(transitions.flatMap(({ guards, automatic = [] }) => [...guards, ...automatic]).map(({ fact }) => fact))
  return (contextOf([orderType], { scope: 'line_item', transitions }).fields ?? []).filter(({ key }) => asked.has(`fields.${key}`))
}
