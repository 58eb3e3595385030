import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { wallTimeOf } from '../../kit/wall-time.ts'
import { MoneyInput } from '../../kit/money-input.tsx'
import { ChoiceCards } from '../choice-cards.tsx'
import { padOf } from '../numeric-pad.tsx'
import { QuestionGroup } from '../question-group.tsx'
import { useAnswer, useRun, type InputProps } from '../run-context.ts'
import { useScanTarget } from '../scan-target.ts'
import { useNumberText } from './use-number-text.ts'
import classes from '../wizard.module.css'

// More than these are a list to look through, not a row of cards.
const MOST_CARDS = 12

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
const orNothing = (text: string) => (text === '' ? undefined : text)

const textKinds = {
  text: { type: 'text' }, email: { type: 'email', inputMode: 'email', autoComplete: 'email' }, phone: { type: 'tel', inputMode: 'tel', autoComplete: 'tel' },
} as const

export function TextQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  const { audience, hasPad } = useRun()
  const { autoComplete, ...kind } = { autoComplete: 'off', ...textKinds[question.kind as keyof typeof textKinds] }
  return (
    <TextInput
      {...common} {...kind} autoComplete={audience === 'customer' ? autoComplete : 'off'} maxLength={question.max ?? 5000} value={textOf(value)}
      {...(question.kind === 'phone' ? padOf('phone', hasPad) : {})} onChange={(event) => set(orNothing(event.currentTarget.value))}
    />
  )
}

export function LongTextQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  return <Textarea {...common} rows={3} maxLength={question.max ?? 5000} value={textOf(value)} onChange={(event) => set(orNothing(event.currentTarget.value))} />
}

export function NumberQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  const { hasPad } = useRun()
  const number = useNumberText(typeof value === 'number' ? value : undefined, set)
  const unit = question.unit
  return (
    <TextInput
      {...common} {...number} {...padOf('decimal', hasPad)} autoComplete="off" error={number.unreadable ?? common.error}
      {...(unit ? { rightSection: <span className="dimmed">{unit}</span>, rightSectionWidth: 20 + 9 * unit.length, label: `${question.label} (${unit})` } : {})}
    />
  )
}

export function MoneyQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  const { place, hasPad } = useRun()
  return <MoneyInput {...common} {...padOf('decimal', hasPad)} autoComplete="off" currency={place.currency} value={typeof value === 'number' ? value : null} onChange={(amount) => set(amount ?? undefined)} />
}

export function YesNoQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  return (
    <QuestionGroup question={question}>
      <ChoiceCards name={common.id} options={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }]} chosen={value === true ? ['yes'] : value === false ? ['no'] : []} onChange={([picked]) => set(picked === 'yes')} />
    </QuestionGroup>
  )
}

export function ChoiceQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  const options = question.options ?? []
  if (options.length > MOST_CARDS) {
    return <NativeSelect {...common} data={[{ value: '', label: 'Choose…' }, ...options]} value={textOf(value)} onChange={(event) => set(orNothing(event.currentTarget.value))} />
  }
  return (
    <QuestionGroup question={question}>
      <ChoiceCards name={common.id} options={options.map((option) => ({ value: option, label: option }))} chosen={value ? [textOf(value)] : []} onChange={([picked]) => set(picked)} />
      {!question.required && value !== undefined && <div><Button variant="subtle" color="gray" size="compact-sm" onClick={() => set(undefined)}>None of these</Button></div>}
    </QuestionGroup>
  )
}

export function ChoicesQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  const chosen = Array.isArray(value) ? (value as string[]) : []
  return (
    <QuestionGroup question={question}>
      <ChoiceCards several name={common.id} options={(question.options ?? []).map((option) => ({ value: option, label: option }))} chosen={chosen} onChange={(next) => set(next.length > 0 ? next : undefined)} />
    </QuestionGroup>
  )
}

export function DateQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  return <TextInput {...common} type={question.kind === 'time' ? 'time' : 'date'} value={textOf(value)} onChange={(event) => set(orNothing(event.currentTarget.value))} />
}

/** A day, and a time where one is promised. */
export function DueQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  const { place: { timeZone }, idOf } = useRun()
  const [day = '', time = ''] = wallTime(textOf(value), timeZone).split('T')
  const write = (nextDay: string, nextTime: string) => set(nextDay === '' ? undefined : nextTime === '' ? nextDay : `${nextDay}T${nextTime}`)
  const { id, size } = common
  return (
    <QuestionGroup question={question}>
      <div className={classes.pair}>
        <TextInput id={`${id}-day`} label="Day" type="date" size={size} value={day} onChange={(event) => write(event.currentTarget.value, time)} />
        <TextInput id={idOf(question.key, 'time')} label="Time, if there is one" type="time" size={size} disabled={day === ''} value={time} onChange={(event) => write(day, event.currentTarget.value)} />
      </div>
    </QuestionGroup>
  )
}

/** A day and a time on the organization's wall. */
export function DateTimeQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  const { place: { timeZone } } = useRun()
  const help = [question.help, isElsewhere(timeZone) && `Local time in ${timeZone.split('/').at(-1)?.replaceAll('_', ' ')}.`].filter(Boolean).join(' ')
  return (
    <TextInput
      {...common} description={help || undefined} type="datetime-local" value={wallTime(textOf(value), timeZone)}
      onChange={(event) => set(orNothing(event.currentTarget.value))}
    />
  )
}

/** As inputs write it; what was kept as an instant is seen on the organization's wall. */
function wallTime(value: string, timeZone: string): string {
  return /(Z|[+-]\d{2}:\d{2})$/.test(value) ? wallTimeOf(value, timeZone) : value.slice(0, 16)
}

function isElsewhere(timeZone: string): boolean {
  return Intl.DateTimeFormat().resolvedOptions().timeZone !== timeZone
}

/** Lets a scanner type, or a person; Enter stays in the field, for that is how a scanner ends. */
export function BarcodeQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  useScanTarget(value === undefined, set)
  return (
    <TextInput
      {...common} data-scan={question.key} autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder={question.placeholder ?? 'Scan or type'} value={textOf(value)}
      onChange={(event) => set(orNothing(event.currentTarget.value))} onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
    />
  )
}
