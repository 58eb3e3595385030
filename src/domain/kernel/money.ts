/**
 * Money is an integer of minor units and an ISO 4217 code; never a float, never two currencies in one sum.
 * Amounts travel as JSON integers and are stored as bigint; both stay within ±2^53.
 */
export type Money = { amount: number; currency: string }

/** The largest amount Docket handles, in minor units: far above any order, far below where integers get inexact. */
export const LARGEST_AMOUNT = 999_999_999_999_999

// ISO 4217 (List One): every active currency whose minor unit is not two digits. All others have two.
const EXPONENTS: Record<string, number> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0,
  XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
}

// ISO 4217 (List One): active currencies with two digits.
const TWO_DIGITS =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW ' +
  'CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ' +
  'ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV ' +
  'MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD ' +
  'SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER ZAR ZMW ZWG'

const CURRENCIES: ReadonlySet<string> = new Set([...Object.keys(EXPONENTS), ...TWO_DIGITS.split(' ')])

export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code)
}

/** How many decimal digits the currency's minor unit has: 2 for USD, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: string): number {
  return EXPONENTS[currency] ?? 2
}

/**
 * `amount × numerator / denominator`, rounded half away from zero, in exact integer arithmetic.
 * Quantities and rates come in as scaled integers so that no float ever touches an amount.
 */
export function scaleAmount(amount: number, numerator: number, denominator: number): number {
  const product = BigInt(amount) * BigInt(numerator)
  const by = BigInt(denominator)
  const half = by / 2n
  const rounded = product < 0n ? -((-product + half) / by) : (product + half) / by
  return Number(rounded)
}

/**
 * Splits an amount over weights so that the parts add up to it exactly; the remainder goes, one minor unit each,
 * to the largest fractions (the earlier one where they are equal). No weights at all: everything to the first.
 */
export function allocate(amount: number, weights: number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (weights.length === 0) return []
  if (sum === 0) return weights.map((_, i) => (i === 0 ? amount : 0))
  const sign = amount < 0 ? -1 : 1
  const whole = BigInt(Math.abs(amount))
  const parts = weights.map((weight, i) => {
    const product = whole * BigInt(weight)
    return { i, part: product / BigInt(sum), fraction: product % BigInt(sum) }
  })
  let left = Number(whole - parts.reduce((total, { part }) => total + part, 0n))
  for (const share of [...parts].sort((a, b) => (a.fraction === b.fraction ? a.i - b.i : a.fraction > b.fraction ? -1 : 1))) {
    if (left-- <= 0) break
    share.part += 1n
  }
  return parts.map(({ part }) => Number(part) * sign)
}

/**
 * Reads a decimal such as "1,234.5" into minor units of the currency, exactly; undefined when it is not one.
 * Digits beyond the minor unit are refused unless `round` is given, because rounding is a decision.
 */
export function parseAmount(text: string, currency: string, options: { decimal?: '.' | ','; round?: boolean } = {}): number | undefined {
  const decimal = options.decimal ?? '.'
  const cleaned = text.trim().replace(/[\s'’]/g, '').replaceAll(decimal === '.' ? ',' : '.', '').replace(decimal, '.')
  const match = /^([+-]?)(\d{1,15})(?:\.(\d*))?$/.exec(cleaned)
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  const exponent = exponentOf(currency)
  const kept = fraction.slice(0, exponent).padEnd(exponent, '0')
  const beyond = fraction.slice(exponent)
  if (!options.round && /[1-9]/.test(beyond)) return undefined
  const amount = Number(whole + kept) + (/^[5-9]/.test(beyond) ? 1 : 0)
  return sign === '-' ? 0 - amount : amount
}

/** "12.50" for 1250 USD: the plain decimal that files and inputs use; screens use Intl. */
export function decimalOf({ amount, currency }: Money): string {
  const exponent = exponentOf(currency)
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0')
  const sign = amount < 0 ? '-' : ''
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/** "12.50 USD" for 1250: an amount in a sentence that is for everybody, wherever they are. */
export function amountInWords(amount: number, currency: string): string {
  return `${decimalOf({ amount, currency })} ${currency}`
}
