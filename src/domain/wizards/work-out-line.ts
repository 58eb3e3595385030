import { exponentOf } from '../kernel/money.ts'
import { amountOf, evaluate, fractionOf, fractionOfAmount, quantityOf, readFormula, type Fraction, type FormulaFault } from './formula.ts'
import { effectiveAnswer } from './show-if.ts'
import type { Answers, Wizard } from './wizard.ts'

/** What a line item's wizard makes of its answers: how many, and at which price; undefined where it sets none. */
export type WorkedOut = { quantity: number | undefined; unitPrice: number | undefined }

/** Whose answers, and the catalog's price in minor units of the currency. `asked` is how many were asked for. */
export type Line = { wizard: Pick<Wizard, 'name' | 'pages' | 'sets'>; answers: Answers; asked: number; catalogPrice: number; currency: string }

/** Works out the formulas of a line item's wizard. A question nobody answered, or was not asked, counts as nothing. */
export function workOutLine(line: Line): WorkedOut & { fault?: never } | { fault: string } {
  const { sets } = line.wizard
  const exponent = exponentOf(line.currency)
  const quantity = sets?.quantity === undefined ? undefined : quantityBy(sets.quantity, line)
  if (quantity?.fault) return { fault: inWords(line, quantity.fault) }
  const settled = { ...line, asked: quantity?.quantity ?? line.asked }
  const unitPrice = sets?.unitPrice === undefined ? undefined : amountBy(sets.unitPrice, settled, exponent)
  if (unitPrice?.fault) return { fault: inWords(line, unitPrice.fault) }
  return { quantity: quantity?.quantity, unitPrice: unitPrice?.amount }
}

function quantityBy(source: string, line: Line) {
  const worked = workOut(source, line)
  return worked.fault ? worked : quantityOf(worked.value)
}

function amountBy(source: string, line: Line, exponent: number) {
  const worked = workOut(source, line)
  return worked.fault ? worked : amountOf(worked.value, exponent)
}

function workOut(source: string, line: Line) {
  const read = readFormula(source)
  return read.fault ? read : evaluate(read.formula, (name) => valueOf(name, line))
}

function valueOf(name: string, { wizard, answers, asked, catalogPrice, currency }: Line): Fraction | undefined {
  const question = wizard.pages.flatMap(({ questions }) => questions).find(({ key }) => key === name)
  if (!question) return name === 'catalogPrice' ? fractionOfAmount(catalogPrice, exponentOf(currency)) : name === 'quantity' ? fractionOf(asked) : undefined
  // Only answers that count are here: those to hidden questions were dropped when they were read.
  const answer = effectiveAnswer({ ...question, default: undefined }, answers)
  if (answer !== undefined && answer !== null && typeof answer !== 'number') return undefined
  return question.kind === 'money' ? fractionOfAmount(answer ?? 0, exponentOf(currency)) : fractionOf(answer ?? 0)
}

function inWords({ wizard }: Line, { message }: FormulaFault): string {
  return `${wizard.name}: ${message}`
}
