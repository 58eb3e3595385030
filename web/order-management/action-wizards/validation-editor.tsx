import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { matchesPattern, readPattern } from '#domain/wizards/pattern.ts'
import type { Question } from '#domain/wizards/wizard.ts'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useHere } from '../../session/session.ts'
import editor from '../kit/editor.module.css'
import { boundsOf, patternPresets, presetOf, takesPattern } from './question-kinds.ts'

type Props = { question: Question; onChange: (patch: Partial<Question>, member?: string) => void }

/** Which answers are right: bounds, and how a text must be written. */
export function ValidationEditor({ question, onChange }: Props) {
  return (
    <>
      <Bounds question={question} onChange={onChange} />
      {takesPattern(question.kind) && <PatternChoice question={question} onChange={onChange} />}
    </>
  )
}

function Bounds({ question, onChange }: Props) {
  const { currency } = useHere().organization
  const bounds = boundsOf(question.kind)
  if (!bounds) return null
  const isCrossed = question.min !== undefined && question.max !== undefined && question.min > question.max
  const input = (member: 'min' | 'max') => {
    const error = isCrossed && member === 'max' && 'This is below the least.'
    if (bounds.of === 'amount') return <MoneyInput label={bounds[member]} currency={currency} value={question[member] ?? null} error={error} onChange={(amount) => onChange({ [member]: amount ?? undefined }, member)} />
    return (
      <NumberInput
        label={bounds[member]} hideControls placeholder="No bound" allowNegative={bounds.of === 'value'} allowDecimal={bounds.of === 'value'} suffix={question.unit && bounds.of === 'value' ? ` ${question.unit}` : ''}
        value={question[member] ?? ''} error={error} onChange={(value) => onChange({ [member]: typeof value === 'number' ? value : undefined }, member)}
      />
    )
  }
  return <div className={editor.two}>{input('min')}{input('max')}</div>
}

function PatternChoice({ question, onChange }: Props) {
  const [tried, tryOut] = useState('')
  const preset = presetOf(question)
  const [isOwn, setOwn] = useState(preset === 'own')
  const fault = question.pattern === undefined ? undefined : readPattern(question.pattern).fault
  const choose = (name: string | null) => {
    setOwn(name === 'own')
    const chosen = patternPresets.find((one) => one.name === name)
    if (chosen) onChange({ pattern: chosen.pattern, patternHelp: chosen.help })
    else if (name === null) onChange({ pattern: undefined, patternHelp: undefined })
  }
  return (
    <>
      <Select
        label="Must be written as" clearable placeholder="Anything" data={[...patternPresets.map(({ name }) => ({ value: name, label: name })), { value: 'own', label: 'A pattern of your own' }]}
        value={isOwn ? 'own' : preset} onChange={choose}
      />
      {isOwn && (
        <TextInput
          label="Pattern" description="Letters stand for themselves; [0-9] for one digit, [A-Z] for one capital letter, . for anything; + repeats, ? makes optional, {2,4} repeats so often." maxLength={200} value={question.pattern ?? ''} error={fault}
          onChange={(event) => onChange({ pattern: event.currentTarget.value || undefined }, 'pattern')}
        />
      )}
      {question.pattern !== undefined && (
        <div className={editor.two}>
          <TextInput label="What is said when it is not" maxLength={200} value={question.patternHelp ?? ''} onChange={(event) => onChange({ patternHelp: event.currentTarget.value || undefined }, 'patternHelp')} />
          <TextInput label="Try it" value={tried} placeholder="Type an answer" description={tried === '' || fault ? undefined : matchesPattern(question.pattern, tried.trim()) ? 'This is right.' : 'This would be refused.'} onChange={(event) => tryOut(event.currentTarget.value)} />
        </div>
      )}
    </>
  )
}
