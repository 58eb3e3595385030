import { ActionIcon, Alert, Button, MultiSelect, NumberInput, Select, TagsInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { AskedHours } from '#domain/wizards/within-hours.ts'
import type { Question, ShowIf } from '#domain/wizards/wizard.ts'
import { useAsk } from '../../asking.ts'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useHere } from '../../session/session.ts'
import editor from '../kit/editor.module.css'
import { replaced, without } from '../../kit/moved.ts'
import { HoursChoice } from './hours-choice.tsx'
import { NOTHING_YET, operatorOf, operatorsFor, withOperator } from './conditions.ts'

type Props = {
  /** What is shown on the conditions: "this question". */
  what: string
  conditions: readonly ShowIf[]
  earlier: readonly Question[]
  /** Every question there is, to name one that stands too late. */
  all: readonly Question[]
  onChange: (conditions: ShowIf[] | undefined) => void
  /** By which opening hours; not given where hours decide nothing. */
  hours?: { asked: AskedHours | undefined; onChange: (hours: AskedHours | undefined) => void }
}

/** On which earlier answers something is shown, and by which hours; all of it must hold. */
export function ConditionsEditor({ what, conditions, earlier, all, onChange, hours }: Props) {
  const put = (next: ShowIf[]) => onChange(next.length > 0 ? next : undefined)
  const [first] = earlier
  return (
    <div className={editor.stack}>
      {conditions.length === 0 && hours?.asked === undefined && <p className={editor.quiet}>{first ? `${what} is always asked.` : `${what} is always asked: nothing stands before it that could decide.`}</p>}
      {conditions.map((condition, at) => (
        <OneCondition
          key={at} condition={condition} number={at + 1} isFirst={at === 0} earlier={earlier} all={all}
          onChange={(next) => put(replaced(conditions, at, next))} onRemove={() => put(without(conditions, at))}
        />
      ))}
      {first && conditions.length < 10 && (
        <div><Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} />} onClick={() => put([...conditions, { question: first.key, is: 'answered' }])}>{conditions.length === 0 ? 'Ask only if…' : 'And only if…'}</Button></div>
      )}
      {hours && <HoursChoice hours={hours.asked} onChange={hours.onChange} />}
    </div>
  )
}

type OneProps = { condition: ShowIf; number: number; isFirst: boolean; earlier: readonly Question[]; all: readonly Question[]; onChange: (condition: ShowIf) => void; onRemove: () => void }

function OneCondition({ condition, number, isFirst, earlier, all, onChange, onRemove }: OneProps) {
  const asked = earlier.find(({ key }) => key === condition.question)
  const late = all.find(({ key }) => key === condition.question)
  return (
    <div className={editor.card}>
      {!asked && (
        <Alert color="red" p="xs">{late ? `“${late.label}” is asked later: a condition looks back only. Move it before this, or choose another.` : 'The question this asked for is gone. Choose another, or remove the condition.'}</Alert>
      )}
      <div className={editor.row}>
        <Select
          className={editor.grow ?? ''} label={isFirst ? 'Only if' : 'and'} allowDeselect={false} searchable={earlier.length > 8} data={earlier.map(({ key, label }) => ({ value: key, label }))} value={asked?.key ?? null} placeholder="Choose a question"
          aria-label={`Condition ${number}: question`} onChange={(key) => key && onChange({ question: key, is: 'answered' })}
        />
        <ActionIcon mt={26} aria-label={`Remove condition ${number}`} onClick={onRemove}><IconTrash size={16} /></ActionIcon>
      </div>
      {asked && (
        <div className={editor.row}>
          <Select w={180} aria-label={`Condition ${number}: how`} allowDeselect={false} data={operatorsFor(asked.kind)} value={operatorOf(condition)} onChange={(operator) => operator && onChange(withOperator(asked, operator))} />
          <div className={editor.grow}><ConditionValue question={asked} condition={condition} number={number} onChange={onChange} /></div>
        </div>
      )}
    </div>
  )
}

function ConditionValue({ question, condition, number, onChange }: { question: Question; condition: ShowIf; number: number; onChange: (condition: ShowIf) => void }) {
  const { currency } = useHere().organization
  const offered = useOffered(question)
  const operator = operatorOf(condition)
  const label = `Condition ${number}: value`
  if (operator === 'answered' || operator === 'unanswered') return null
  if (operator === 'at_least') {
    const at = condition.atLeast ?? 0
    const put = (atLeast: number) => onChange({ question: question.key, atLeast })
    return question.kind === 'money'
      ? <MoneyInput aria-label={label} currency={currency} value={at} onChange={(amount) => put(amount ?? 0)} />
      : <NumberInput aria-label={label} hideControls suffix={question.unit ? ` ${question.unit}` : ''} value={at} onChange={(value) => put(typeof value === 'number' ? value : 0)} />
  }
  const values = (operator === 'in' ? condition.in : condition.notIn) ?? []
  const put = (chosen: string[]) => chosen.length > 0 && onChange({ question: question.key, [operator === 'in' ? 'in' : 'notIn']: chosen })
  const strangers = values.filter((value) => !offered.some((option) => option.value === value)).map((value) => ({ value, label: value === NOTHING_YET ? 'Choose…' : `${value} (gone)` }))
  return offered.length > 0
    ? <MultiSelect aria-label={label} data={[...offered, ...strangers]} value={values} onChange={(chosen) => put(chosen.filter((value) => value !== NOTHING_YET || chosen.length === 1))} />
    : <TagsInput aria-label={label} placeholder="Enter after each" value={values.filter((value) => value !== NOTHING_YET)} onChange={put} />
}

/** What the answer to a question can be, where that is a list. */
function useOffered({ kind, options, methods, checklist }: Question): { value: string; label: string }[] {
  const types = useAsk('order_type.list', {}, { enabled: kind === 'order_type' || kind === 'fulfilment_method' }).data?.items ?? []
  if (kind === 'yes_no' || kind === 'review') return [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }]
  if (kind === 'order_type') return types.map(({ key, name }) => ({ value: key, label: name }))
  if (kind === 'fulfilment_method') return [...new Map(types.flatMap(({ fulfilmentMethods }) => fulfilmentMethods.map(({ key, name }) => [key, { value: key, label: name }]))).values()]
  return (options ?? methods ?? checklist?.items ?? []).map((option) => ({ value: option, label: option }))
}
