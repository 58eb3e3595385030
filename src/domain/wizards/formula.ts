import { LARGEST_AMOUNT } from '../kernel/money.ts'

/**
 * Formulas by which a line item's wizard sets quantity and price: numbers, questions, + - * /, brackets, min, max, round, ceil
 * and floor. Read by a small grammar of their own, never evaluated as code, and worked out in exact fractions, so that what a
 * business writes down is what its customers pay.
 */

/** An exact fraction; the denominator is positive. */
export type Fraction = { over: bigint; under: bigint }

export type Formula =
  | { kind: 'number'; value: Fraction; at: number }
  | { kind: 'name'; name: string; at: number }
  | { kind: 'operation'; by: '+' | '-' | '*' | '/'; left: Formula; right: Formula; at: number }
  | { kind: 'negative'; of: Formula; at: number }
  | { kind: 'call'; called: FunctionName; with: Formula[]; at: number }

/** What is wrong, in a sentence, and where: counted in characters from 0. */
export type FormulaFault = { code: FormulaFaultCode; message: string; at: number }
export type FormulaFaultCode = 'malformed' | 'too-long' | 'too-deep' | 'unknown' | 'not-a-number' | 'division-by-zero' | 'negative' | 'not-positive' | 'too-precise' | 'too-big'

const LONGEST = 500
const DEEPEST = 40
const functionNames = ['min', 'max', 'round', 'ceil', 'floor'] as const
type FunctionName = (typeof functionNames)[number]

/** What formulas may name besides the wizard's own questions: the catalog's price, and how many were asked for. */
export const formulaNames = ['catalogPrice', 'quantity'] as const

/** Reads a formula, or says what is wrong with it and where. */
export function readFormula(source: string): { formula: Formula; fault?: never } | { fault: FormulaFault; formula?: never } {
  if (source.length > LONGEST) return { fault: { code: 'too-long', message: `A formula has at most ${LONGEST} characters.`, at: LONGEST } }
  try {
    return { formula: parse(source) }
  } catch (error) {
    if (error instanceof Faulty) return { fault: error.fault }
    throw error
  }
}

/** The names a formula uses, each once, with where it first stands. */
export function namesIn(formula: Formula): { name: string; at: number }[] {
  const found = new Map<string, number>()
  const walk = (part: Formula): void => {
    if (part.kind === 'name' && !found.has(part.name)) found.set(part.name, part.at)
    if (part.kind === 'negative') walk(part.of)
    if (part.kind === 'call') part.with.forEach(walk)
    if (part.kind !== 'operation') return
    walk(part.left)
    walk(part.right)
  }
  walk(formula)
  return [...found].map(([name, at]) => ({ name, at }))
}

/** Works a formula out, exactly. Names must all be known to `valueOf`; what divides by zero is refused. */
export function evaluate(formula: Formula, valueOf: (name: string) => Fraction | undefined): { value: Fraction; fault?: never } | { fault: FormulaFault; value?: never } {
  try {
    return { value: valueIn(formula, valueOf) }
  } catch (error) {
    if (error instanceof Faulty) return { fault: error.fault }
    throw error
  }
}

/** A quantity out of a fraction: above zero, with at most three decimals. */
export function quantityOf(value: Fraction): { quantity: number; fault?: never } | { fault: FormulaFault; quantity?: never } {
  const thousandths = value.over * 1000n
  if (value.over <= 0n) return wrong('not-positive', 'The formula gives no quantity above zero.')
  if (thousandths % value.under !== 0n) return wrong('too-precise', 'The formula gives a quantity with more than three decimals. Use round(…, 3).')
  const whole = thousandths / value.under
  return whole > 1_000_000_000n ? wrong('too-big', 'The formula gives a quantity above a million.') : { quantity: Number(whole) / 1000 }
}

/** An amount in minor units out of a fraction of the currency: never negative, never a fraction of a cent. */
export function amountOf(value: Fraction, exponent: number): { amount: number; fault?: never } | { fault: FormulaFault; amount?: never } {
  if (value.over < 0n) return wrong('negative', 'The formula gives a price below zero.')
  const minor = value.over * 10n ** BigInt(exponent)
  if (minor % value.under !== 0n) return wrong('too-precise', `The formula gives a price in fractions of the smallest unit. Use round(…, ${exponent}).`)
  const amount = minor / value.under
  return amount > BigInt(LARGEST_AMOUNT) ? wrong('too-big', 'The formula gives a price that is too large.') : { amount: Number(amount) }
}

/** A plain number as the fraction its decimals say; 0.1 is exactly a tenth. */
export function fractionOf(value: number): Fraction {
  const [digits = '0', power = '0'] = String(Math.abs(value)).split('e')
  const [whole = '0', decimals = ''] = digits.split('.')
  const exponent = Number(power) - decimals.length
  const over = BigInt(whole + decimals) * (value < 0 ? -1n : 1n)
  return exponent >= 0 ? { over: over * 10n ** BigInt(exponent), under: 1n } : reduced(over, 10n ** BigInt(-exponent))
}

/** An amount in minor units as a fraction of its currency: 1250 cents are 12.50. */
export function fractionOfAmount(amount: number, exponent: number): Fraction {
  return reduced(BigInt(amount), 10n ** BigInt(exponent))
}

// ---- working out

function valueIn(part: Formula, valueOf: (name: string) => Fraction | undefined): Fraction {
  if (part.kind === 'number') return part.value
  if (part.kind === 'name') return valueOf(part.name) ?? fail('unknown', `There is no number called “${part.name}”.`, part.at)
  if (part.kind === 'negative') {
    const { over, under } = valueIn(part.of, valueOf)
    return { over: -over, under }
  }
  if (part.kind === 'call') return called(part, part.with.map((one) => valueIn(one, valueOf)))
  const [left, right] = [valueIn(part.left, valueOf), valueIn(part.right, valueOf)]
  if (part.by === '*') return reduced(left.over * right.over, left.under * right.under)
  if (part.by === '/') {
    if (right.over === 0n) fail('division-by-zero', 'The formula divides by zero.', part.at)
    return reduced(left.over * right.under, left.under * right.over)
  }
  const sign = part.by === '+' ? 1n : -1n
  return reduced(left.over * right.under + sign * right.over * left.under, left.under * right.under)
}

function called({ called: name, at }: Extract<Formula, { kind: 'call' }>, given: Fraction[]): Fraction {
  const [first = zero, second = zero] = given
  if (name === 'min' || name === 'max') return given.reduce((best, one) => (isLess(one, best) === (name === 'min') ? one : best))
  if (second.under !== 1n || second.over < 0n || second.over > 6n) fail('malformed', `${name} rounds to 0 to 6 decimals.`, at)
  const scale = 10n ** second.over
  return reduced(roundedBy[name](first.over * scale, first.under), scale)
}

const roundedBy = {
  // Half away from zero, as money is rounded everywhere else.
  round: (over: bigint, under: bigint) => (over < 0n ? -((-over * 2n + under) / (under * 2n)) : (over * 2n + under) / (under * 2n)),
  floor: (over: bigint, under: bigint) => over / under - (over % under < 0n ? 1n : 0n),
  ceil: (over: bigint, under: bigint) => over / under + (over % under > 0n ? 1n : 0n),
}

const zero: Fraction = { over: 0n, under: 1n }

function isLess(a: Fraction, b: Fraction): boolean {
  return a.over * b.under < b.over * a.under
}

function reduced(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under]
  while (b > 0n) [a, b] = [b, a % b]
  const sign = under < 0n ? -1n : 1n
  return a === 0n ? zero : { over: (over / a) * sign, under: (under / a) * sign }
}

// ---- reading

class Faulty extends Error {
  readonly fault: FormulaFault
  constructor(fault: FormulaFault) {
    super(fault.message)
    this.fault = fault
  }
}

function fail(code: FormulaFaultCode, message: string, at: number): never {
  throw new Faulty({ code, message, at })
}

function wrong(code: FormulaFaultCode, message: string): { fault: FormulaFault } {
  return { fault: { code, message, at: 0 } }
}

function parse(source: string): Formula {
  let place = 0
  let depth = 0
  return whole()

  function whole(): Formula {
    const formula = sum()
    if (peek() !== '') fail('malformed', `“${peek()}” does not belong here.`, place)
    return formula
  }

  function sum(): Formula {
    let left = product()
    for (;;) {
      const at = skip()
      const by = take('+') ? '+' : take('-') ? '-' : undefined
      if (!by) return left
      left = { kind: 'operation', by, left, right: product(), at }
    }
  }

  function product(): Formula {
    let left = signed()
    for (;;) {
      const at = skip()
      const by = take('*') ? '*' : take('/') ? '/' : undefined
      if (!by) return left
      left = { kind: 'operation', by, left, right: signed(), at }
    }
  }

  function signed(): Formula {
    const at = skip()
    if (++depth > DEEPEST) fail('too-deep', `The formula is nested more than ${DEEPEST} deep.`, at)
    const formula = take('-') ? { kind: 'negative' as const, of: signed(), at } : single()
    depth--
    return formula
  }

  function single(): Formula {
    const at = skip()
    if (take('(')) {
      const formula = sum()
      if (!take(')')) fail('malformed', 'A “(” is never closed.', at)
      return formula
    }
    const [number] = /^\d{1,15}(?:\.\d{1,9})?/.exec(source.slice(at)) ?? []
    if (number !== undefined) {
      place += number.length
      if (/[\d.]/.test(source[place] ?? '')) fail('malformed', 'This number is longer than can be counted exactly.', at)
      return { kind: 'number', value: decimal(number), at }
    }
    const [name] = /^[A-Za-z][A-Za-z0-9]{0,62}/.exec(source.slice(at)) ?? []
    if (name === undefined) return fail('malformed', peek() === '' ? 'The formula ends too early.' : `“${peek()}” does not belong here.`, at)
    place += name.length
    return take('(') ? call(name, at) : { kind: 'name', name, at }
  }

  function call(name: string, at: number): Formula {
    const known = functionNames.find((one) => one === name) ?? fail('unknown', `There is no function “${name}”. There are: ${functionNames.join(', ')}.`, at)
    const given = [sum()]
    while (take(',')) given.push(sum())
    if (!take(')')) fail('malformed', `The “(” of ${name} is never closed.`, at)
    const most = known === 'min' || known === 'max' ? 20 : 2
    if (given.length > most) fail('malformed', `${name} takes at most ${most} values.`, at)
    return { kind: 'call', called: known, with: given, at }
  }

  /** Past blanks, to the next character's place. */
  function skip(): number {
    while (/\s/.test(source[place] ?? '')) place++
    return place
  }

  function peek(): string {
    return source[skip()] ?? ''
  }

  function take(character: string): boolean {
    if (peek() !== character) return false
    place++
    return true
  }

}

function decimal(text: string): Fraction {
  const [whole = '0', decimals = ''] = text.split('.')
  return reduced(BigInt(whole + decimals), 10n ** BigInt(decimals.length))
}
