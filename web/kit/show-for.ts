import { exponentOf, type Money } from '#domain/kernel/money.ts'

/** How this organization writes amounts, days and times: its locale, and always its own time zone. */
export type Show = {
  money: (money: Money) => string
  number: (value: number) => string
  day: (instant: string) => string
  time: (instant: string) => string
  dateTime: (instant: string) => string
}

export function showFor(locale: string, timeZone: string): Show {
  const day = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
  const amounts = new Map<string, Intl.NumberFormat>()
  const amountIn = (currency: string) => {
    const known = amounts.get(currency) ?? new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: exponentOf(currency), maximumFractionDigits: exponentOf(currency) })
    amounts.set(currency, known)
    return known
  }
  const show: Show = {
    money: ({ amount, currency }) => amountIn(currency).format(amount / 10 ** exponentOf(currency)),
    number: (value) => number.format(value),
    day: (instant) => day.format(new Date(instant)),
    time: (instant) => time.format(new Date(instant)),
    dateTime: (instant) => `${show.day(instant)}, ${show.time(instant)}`,
  }
  return show
}
