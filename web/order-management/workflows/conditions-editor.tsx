import { ActionIcon, Button, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMemo } from 'react'
import { factsFor, type Fact } from '#domain/workflows/fact.ts'
import type { Condition } from '#domain/workflows/schema.ts'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useHere } from '../../session/session.ts'
import { replaced, without } from '../../kit/moved.ts'
import { conditionAs, operatorOf, operatorsFor, operatorsWith } from './condition-operators.ts'
import classes from './conditions-editor.module.css'
import { useEditing } from './editing.ts'

type Props = {
  label: string
  scope: 'order' | 'line_item'
  conditions: readonly Condition[]
  onChange: (conditions: Condition[], what?: string) => void
  /** What joins them: "and" between those that must all hold. */
  addWords?: string
  /** Whether each may say in words of its own why it is refused. */
  hasRefusals?: boolean
}

/** Conditions that must all hold: a fact, how it is asked, and what it is compared with. */
export function ConditionsEditor({ label, scope, conditions, onChange, addWords = 'Add a condition', hasRefusals = false }: Props) {
  const { facts: context } = useEditing()
  const facts = useMemo(() => factsFor(scope, context), [scope, context])
  const choices = useMemo(() => {
    const groups = new Map<string, { value: string; label: string }[]>()
    for (const { name, label: words } of facts) {
      const group = name.startsWith('fields.') ? 'Your own fields' : name.startsWith('item') ? 'Of this item' : 'Of the order'
      groups.set(group, [...(groups.get(group) ?? []), { value: name, label: words }])
    }
    return [...groups].map(([group, items]) => ({ group, items }))
  }, [facts])
  const factOf = (name: string): Fact => facts.find((fact) => fact.name === name) ?? { label: name.replace(/^fields\./, ''), kind: 'text' }
  const add = () => onChange([...conditions, conditionAs({ fact: 'paymentMethod' }, 'present')])
  return (
    <fieldset className={classes.conditions} aria-label={label}>
      {conditions.map((condition, at) => {
        const fact = factOf(condition.fact)
        const put = (next: Condition, what?: string) => onChange(replaced(conditions, at, next), what && `${label} ${at} ${what}`)
        return (
          <div key={at} className={classes.condition}>
            {at > 0 && <span className={classes.and}>and</span>}
            <div className={classes.line}>
              <Select aria-label={`Fact ${at + 1} of ${label.toLowerCase()}`} searchable allowDeselect={false} maxDropdownHeight={340} data={choices} value={condition.fact} onChange={(name) => name && put(conditionAs({ fact: name }, operatorsFor(factOf(name))[0]?.value ?? 'present'))} className={classes.fact ?? ''} />
              <ActionIcon aria-label={`Remove condition ${at + 1} of ${label.toLowerCase()}`} onClick={() => onChange(without(conditions, at))}><IconTrash size={16} /></ActionIcon>
            </div>
            <div className={classes.asked}>
              <Select aria-label={`How fact ${at + 1} is asked`} allowDeselect={false} data={operatorsWith(operatorOf(condition, fact), fact)} value={operatorOf(condition, fact)} onChange={(operator) => operator && put(conditionAs(condition, operator))} />
              <ValueInput condition={condition} fact={fact} label={`Value ${at + 1} of ${label.toLowerCase()}`} onChange={(next) => put(next, 'value')} />
            </div>
            {hasRefusals && (
              <TextInput
                size="xs" maxLength={200} aria-label={`What is said where condition ${at + 1} does not hold`} placeholder="Otherwise it says… (in words of Docket's own if empty)" value={condition.otherwise ?? ''}
                onChange={(event) => {
                  const { otherwise: _, ...rest } = condition
                  put(event.currentTarget.value === '' ? rest : { ...rest, otherwise: event.currentTarget.value }, 'otherwise')
                }}
              />
            )}
          </div>
        )
      })}
      <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add} disabled={conditions.length >= 20} className={classes.addButton ?? ''}>{addWords}</Button>
    </fieldset>
  )
}

function ValueInput({ condition, fact, label, onChange }: { condition: Condition; fact: Fact; label: string; onChange: (condition: Condition) => void }) {
  const { currency } = useHere().organization
  const operator = operatorOf(condition, fact)
  if (operator === 'atLeast') {
    return fact.isMoney
      ? <MoneyInput aria-label={label} currency={currency} value={condition.atLeast ?? null} onChange={(amount) => onChange({ ...condition, atLeast: amount ?? 0 })} />
      : <NumberInput aria-label={label} hideControls value={condition.atLeast ?? 0} onChange={(given) => onChange({ ...condition, atLeast: typeof given === 'number' ? given : 0 })} />
  }
  if (operator !== 'in' && operator !== 'notIn') return null
  const values = condition[operator] ?? []
  const put = (next: string[]) => onChange({ ...condition, [operator]: next })
  return fact.options
    ? <MultiSelect aria-label={label} placeholder={values.length === 0 ? 'Choose' : ''} searchable data={fact.options} value={values} onChange={put} />
    : <TagsInput aria-label={label} placeholder={values.length === 0 ? 'Enter after each' : ''} maxTags={50} value={values} onChange={(next) => put(next.map((one) => one.trim().slice(0, 100)).filter(Boolean))} />
}
