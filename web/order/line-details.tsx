import { Button, Group, Menu, NumberInput, Select, Switch, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ShownLineItem } from '#domain/orders/contract.ts'
import { StatusBadge } from '../kit/status-badge.tsx'
import { useLineItemMoves } from '../orders/current-moves.ts'
import { MoveItems } from '../orders/move-menu.tsx'
import { LineAnswers } from './line-answers.tsx'
import { Checklists } from './checklists.tsx'
import { EditableField, EditableLongText, EditableMoney, EditableText } from './editable.tsx'
import editableClasses from './editable.module.css'
import { fieldOf, useLineEdit } from './edits.ts'
import { useOrder } from './order-context.ts'
import { PeopleInput } from './people-inputs.tsx'
import { RemoveLine } from './remove-line.tsx'
import { useEditing } from './use-editing.ts'
import { useOrderType } from './use-order-type.ts'
import classes from './details.module.css'

/** Everything about the line item one has chosen. */
export function LineDetails() {
  const { chosen, order, words } = useOrder()
  if (!chosen) return <p className="dimmed">This {words.order.toLowerCase()} has no {words.lineItems.toLowerCase()} yet.</p>
  return (
    <div className={classes.stack}>
      {order.lines.length > 1 && <LineChoice />}
      <LineOnScreen key={chosen.id} line={chosen} />
    </div>
  )
}

function LineChoice() {
  const { chosen, order, words, choose } = useOrder()
  return (
    <Select
      label={words.lineItem} allowDeselect={false} searchable={order.lines.length > 10} value={chosen?.id ?? null} classNames={{ label: editableClasses.label ?? '' }}
      data={order.lines.map(({ id, name, index }) => ({ value: id, label: `${index + 1}. ${name}` }))} onChange={(id) => id && choose(id)}
    />
  )
}

function LineOnScreen({ line }: { line: ShownLineItem }) {
  const { order, show, words, may, editing, attempt } = useOrder()
  const edit = useLineEdit(line)
  const type = useOrderType(order.orderType.key)
  const mayNote = may('order.update') && !order.archivedAt
  const isPart = line.parentId !== null
  const replaced = (change: Partial<ShownLineItem>) => (shown: typeof order) => ({ ...shown, lines: shown.lines.map((other) => (other.id === line.id ? { ...other, ...change } : other)) })
  return (
    <>
      <h2 className={classes.name}>{line.name}</h2>
      <Group gap="xs">
        {line.position && <LineStatusMenu line={line} />}
        {line.sku && <span className={classes.quiet}>SKU <bdi>{line.sku}</bdi></span>}
        {isPart && <span className={classes.quiet}>Part of {order.lines.find(({ id }) => id === line.parentId)?.name}</span>}
      </Group>
      <EditableLongText label={`${words.lineItem} notes`} disabled={!mayNote} placeholder="Notes for whoever does it…" of={edit('Notes', (of) => of.notes, (notes) => ({ notes }))} />
      <LineAnswers line={line} />
      <Checklists key={line.id} line={line} />
      {type?.lineItemFields.map((field) => (
        <EditableField key={field.key} field={field} disabled={!mayNote} of={edit(field.label, fieldOf(field.key), (value) => ({ fields: { [field.key]: value } }))} />
      ))}
      <PeopleInput
        label="Assigned to" people={line.assignees} disabled={!may('order.assign') || order.archivedAt !== null}
        onChange={(assignees, change) => void attempt({ name: 'line_item.assign', input: { id: line.id, ...change }, meanwhile: replaced({ assignees }) })}
      />
      <div className={classes.pair}>
        <QuantityInput line={line} disabled={!editing.isOpen} />
        <EditableMoney label={`Price${line.unit ? ` per ${line.unit}` : ''}`} currency={line.unitPrice.currency} disabled={!editing.isOpen || !may('order.price')} of={edit('Price', (of) => of.unitPrice.amount, (amount) => ({ unitPrice: { amount, currency: line.unitPrice.currency } }), (amount) => show.money({ amount, currency: line.unitPrice.currency }))} />
        <EditableMoney label="Discount" currency={line.discount.currency} disabled={!editing.isOpen || !may('order.price')} of={edit('Discount', (of) => of.discount.amount, (amount) => ({ discount: { amount, currency: line.discount.currency } }), (amount) => show.money({ amount, currency: line.discount.currency }))} />
        <EditableText label="Tax, %" disabled={!editing.isOpen} of={edit('Tax', (of) => String(of.taxRate), (rate) => ({ taxRate: Number(rate.replace(',', '.')) }))} />
      </div>
      <dl className={classes.sums}>
        <dt>Subtotal</dt><dd>{show.money(line.subtotal)}</dd>
        {line.discount.amount > 0 && <><dt>Discount</dt><dd>−{show.money(line.discount)}</dd></>}
        <dt>Tax</dt><dd>{show.money(line.tax)}</dd>
        <dt className={classes.total}>Total</dt><dd className={classes.total}>{show.money(line.total)}</dd>
      </dl>
      <Switch
        label="Escalated" description="Stands first, until somebody has dealt with it" checked={line.escalated} disabled={!mayNote}
        onChange={(event) => void attempt({ name: 'line_item.change', input: { id: line.id, escalated: event.currentTarget.checked }, meanwhile: replaced({ escalated: event.currentTarget.checked }) })}
      />
      <CallOff line={line} />
      {editing.why && <p className={classes.quiet}>{editing.why}</p>}
    </>
  )
}

function LineStatusMenu({ line }: { line: ShownLineItem }) {
  const { may, move } = useOrder()
  const { moves, failure } = useLineItemMoves(line.id, line.position)
  const status = line.position?.status
  if (!status) return null
  if (!may('line_item.move')) return <StatusBadge name={status.name} color={status.color} icon={status.icon} />
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.badge} aria-label={`Status: ${status.name}. Change it`}>
          <StatusBadge name={status.name} color={status.color} icon={status.icon} />
          <IconChevronDown size={14} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown><MoveItems moves={moves} failure={failure} onPick={(picked) => move(picked, line)} /></Menu.Dropdown>
    </Menu>
  )
}

/** The ways to call a line item off: a move into a cancelled status where the process has one, or taking it off the order. */
function CallOff({ line }: { line: ShownLineItem }) {
  const { editing, move, may, words } = useOrder()
  const { moves = [] } = useLineItemMoves(line.id, line.position, { enabled: line.position !== null })
  const cancel = moves.find((candidate) => candidate.to.status.category === 'cancelled' && candidate.verdict.blockedBy.length === 0)
  const noun = words.lineItem.toLowerCase()
  return (
    <Group gap="xs">
      {cancel && may('line_item.move') && <Button size="xs" variant="light" color="red" onClick={() => move(withReason(cancel), line)}>Cancel this {noun}…</Button>}
      {editing.isOpen && line.parentId === null && (
        <RemoveLine line={line}>{(ask) => <Button size="xs" variant="subtle" color="red" onClick={ask}>Remove…</Button>}</RemoveLine>
      )}
    </Group>
  )
}

// Whoever calls something off is asked why, also where the process lets it go without saying.
function withReason(move: Parameters<ReturnType<typeof useOrder>['move']>[0]): typeof move {
  if (move.reasonRequired) return move
  return { ...move, fields: [...move.fields, { key: 'reason', label: 'Reason', kind: 'long_text', required: false }] }
}

export function QuantityInput({ line, disabled, isCompact = false }: { line: ShownLineItem; disabled: boolean; isCompact?: boolean }) {
  const edit = useLineEdit(line)
  const of = edit('Quantity', ({ quantity }) => quantity, (quantity) => ({ quantity }))
  const { value, write, done, leave } = useEditing<number | string>(of.value, async (mine, base) => (Number(mine) > 0 ? of.save(Number(mine), Number(base)) : false))
  return (
    <NumberInput
      label={isCompact ? undefined : 'Quantity'} aria-label={isCompact ? `Quantity of ${line.name}` : undefined} value={value} min={0.001} max={1_000_000} decimalScale={3} allowNegative={false} readOnly={disabled} hideControls={disabled || isCompact}
      classNames={{ label: editableClasses.label ?? '', input: editableClasses.input ?? '' }} size={isCompact ? 'xs' : 'sm'}
      onChange={write} onBlur={() => (Number(value) > 0 ? done() : leave())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done()
        if (event.key === 'Escape') leave()
      }}
    />
  )
}
