// Files carry binary-float noise of up to seventeen digits; twenty decimals keep every one of them exactly.
const DECIMALS = 20
const ONE = 10n ** BigInt(DECIMALS)

/** An exact decimal: the number times 10^20. */
export type Decimal = bigint

export const decimalOne: Decimal = ONE

// Separators of thousands stand between groups of three, or it is another kind of number.
const shapes = {
  '.': /^([+-]?)(\d{1,15}|\d{1,3}(?:[, \u00a0\u202f'’]\d{3}){1,4})?(?:\.(\d{0,40}))?$/,
  ',': /^([+-]?)(\d{1,15}|\d{1,3}(?:[. \u00a0\u202f'’]\d{3}){1,4})?(?:,(\d{0,40}))?$/,
}

/** Reads a number as files write it, with or without separators of thousands and a currency sign; undefined when it is not one. */
export function readDecimal(text: string, point: '.' | ','): Decimal | undefined {
  const bare = text.trim().replace(/^([+-]?)\s*[$€£¥₹]\s*/, '$1').replace(/\s*[$€£¥₹]$/, '')
  const [, sign, whole = '', fraction = ''] = shapes[point].exec(bare) ?? []
  if (sign === undefined || (whole === '' && fraction === '')) return undefined
  const digits = BigInt(whole.replace(/\D/g, '') || '0') * ONE + BigInt(fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0'))
  return sign === '-' ? -digits : digits
}

export function times(a: Decimal, b: Decimal): Decimal {
  return (a * b) / ONE
}

export function dividedBy(a: Decimal, b: Decimal): Decimal {
  return (a * ONE) / b
}

/** In minor units of a currency with so many digits, half rounded away from zero. */
export function roundToMinor(value: Decimal, exponent: number): number {
  const unit = 10n ** BigInt(DECIMALS - exponent)
  const size = value < 0n ? -value : value
  const rounded = Number((size + unit / 2n) / unit)
  return value < 0n ? 0 - rounded : rounded
}

/** The next whole minor unit up, for what must not be too little. */
export function ceilToMinor(value: Decimal, exponent: number): number {
  const unit = 10n ** BigInt(DECIMALS - exponent)
  return Number((value + unit - 1n) / unit)
}
