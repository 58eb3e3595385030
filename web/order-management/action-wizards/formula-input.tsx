import { Button, NumberInput, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { amountOf, evaluate, fractionOf, fractionOfAmount, namesIn, quantityOf, readFormula } from '#domain/wizards/formula.ts'
import { exponentOf } from '#domain/kernel/money.ts'
import type { Question } from '#domain/wizards/wizard.ts'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useShow } from '../../kit/show.ts'
import { useHere } from '../../session/session.ts'
import editor from '../kit/editor.module.css'
import classes from './formula-input.module.css'
import { formulaFromWords, formulaInWords, namesFor, type FormulaName } from './formula-words.ts'

type Props = { label: string; sets: 'quantity' | 'price'; formula: string | undefined; questions: readonly Question[]; onChange: (formula: string | undefined) => void }

/** A formula in the words of the wizard's own questions, tried out as it is written. */
export function FormulaInput({ label, sets, formula = '', questions, onChange }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState<string>()
  const names = namesFor(questions)
  const written = typed ?? formulaInWords(formula, names)
  const read = formula === '' ? undefined : readFormula(formula)
  const used = read?.formula ? namesIn(read.formula).map(({ name }) => name) : []
  const strangers = used.filter((name) => !names.some((known) => known.name === name))
  const fault = read?.fault?.message ?? (strangers[0] === undefined ? undefined : `There is no number called “${strangers[0]}”. Use the buttons below.`)
  const write = (text: string) => {
    setTyped(text)
    onChange(formulaFromWords(text, names).trim() || undefined)
  }
  const insert = (text: string) => {
    const [start, end] = [field.current?.selectionStart ?? written.length, field.current?.selectionEnd ?? written.length]
    write(written.slice(0, start) + text + written.slice(end))
    field.current?.focus()
  }
  return (
    <div className={editor.stack}>
      <Textarea
        ref={field} label={label} autosize minRows={1} maxRows={5} maxLength={500} classNames={{ input: classes.input ?? '' }} placeholder={sets === 'quantity' ? 'As many as were asked for' : 'What the catalog says'}
        value={written} error={fault} onChange={(event) => write(event.currentTarget.value)} onBlur={() => setTyped(undefined)}
      />
      <div className={classes.names}>
        {names.map(({ name, called }) => <Button key={name} size="compact-xs" variant="light" onClick={() => insert(`[${called}]`)}>{called}</Button>)}
        {['+', '−', '×', '÷', 'round( , 2)', 'max( , )', 'min( , )'].map((sign) => <Button key={sign} size="compact-xs" variant="default" aria-label={signNames[sign] ?? sign} onClick={() => insert(signs[sign] ?? sign)}>{sign}</Button>)}
      </div>
      {formula !== '' && !fault && <Example formula={formula} sets={sets} used={names.filter(({ name }) => used.includes(name))} questions={questions} />}
    </div>
  )
}

const signs: Record<string, string> = { '+': ' + ', '−': ' - ', '×': ' * ', '÷': ' / ' }
const signNames: Record<string, string> = { '+': 'Plus', '−': 'Minus', '×': 'Times', '÷': 'Divided by', 'round( , 2)': 'Round to two decimals', 'max( , )': 'The greater of', 'min( , )': 'The lesser of' }

/** What the formula gives for numbers one can change. */
function Example({ formula, sets, used, questions }: { formula: string; sets: Props['sets']; used: FormulaName[]; questions: readonly Question[] }) {
  const { currency } = useHere().organization
  const show = useShow()
  const [given, setGiven] = useState<Record<string, number>>({})
  const isMoney = (name: string) => name === 'catalogPrice' || questions.find(({ key }) => key === name)?.kind === 'money'
  const exponent = exponentOf(currency)
  const valueOf = (name: string) => given[name] ?? (isMoney(name) ? 2 * 10 ** (exponent + 1) : name === 'quantity' ? 1 : 3)
  const read = readFormula(formula)
  const worked = read.formula && evaluate(read.formula, (name) => (isMoney(name) ? fractionOfAmount(valueOf(name), exponent) : fractionOf(valueOf(name))))
  const inWords = () => {
    if (!worked?.value) return worked?.fault.message ?? ''
    if (sets === 'quantity') {
      const { quantity, fault } = quantityOf(worked.value)
      return fault?.message ?? `Quantity ${show.number(quantity ?? 0)}`
    }
    const { amount, fault } = amountOf(worked.value, exponent)
    return fault?.message ?? show.money({ amount: amount ?? 0, currency })
  }
  return (
    <div className={classes.example}>
      {used.length > 0 && <span className={classes.word}>With</span>}
      {used.map(({ name, called }) => (
        isMoney(name)
          ? <MoneyInput key={name} size="xs" w={130} label={called} currency={currency} value={valueOf(name)} onChange={(amount) => setGiven({ ...given, [name]: amount ?? 0 })} />
          : <NumberInput key={name} size="xs" w={110} label={called} hideControls value={valueOf(name)} onChange={(value) => setGiven({ ...given, [name]: typeof value === 'number' ? value : 0 })} />
      ))}
      <output className={classes.result}>= {inWords()}</output>
    </div>
  )
}
