import { formulaNames } from '#domain/wizards/formula.ts'
import type { Question } from '#domain/wizards/wizard.ts'

const builtIn: Record<(typeof formulaNames)[number], string> = { catalogPrice: 'Catalog price', quantity: 'Quantity asked for' }

/** A number a formula may reckon with: under which name, and how people call it. */
export type FormulaName = { name: string; called: string }

/** Everything a wizard's formulas may reckon with, each called by a name of its own. */
export function namesFor(questions: readonly Pick<Question, 'key' | 'kind' | 'label'>[]): FormulaName[] {
  const numbers = questions.filter(({ kind }) => kind === 'number' || kind === 'measurement' || kind === 'money')
  const names = [...Object.entries(builtIn).map(([name, called]) => ({ name, called })), ...numbers.map(({ key, label }) => ({ name: key, called: label.replaceAll(/[[\]]/g, '') }))]
  return names.map((name, at) => {
    const before = names.slice(0, at).filter(({ called }) => called === name.called).length
    return before > 0 ? { ...name, called: `${name.called} ${before + 1}` } : name
  })
}

/** A formula as people read it: `width * 2` is `[Width] * 2`. */
export function formulaInWords(source: string, names: readonly FormulaName[]): string {
  return source.replaceAll(/[A-Za-z][A-Za-z0-9]*/g, (word) => {
    const found = names.find(({ name }) => name === word)
    return found ? `[${found.called}]` : word
  })
}

/** What people wrote as the formula it is; a name nobody knows stays as it was written, and is found at fault. */
export function formulaFromWords(written: string, names: readonly FormulaName[]): string {
  return written.replaceAll(/\[([^[\]]*)\]/g, (whole, called: string) => names.find((name) => name.called.toLowerCase() === called.trim().toLowerCase())?.name ?? whole)
}
