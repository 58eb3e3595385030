import { describe, expect, it } from 'vitest'
import { countryCodeOf } from './country.ts'
import { readDecimal, roundToMinor } from './decimal.ts'
import { detectSource } from './detect-source.ts'
import { defuse, undefuse } from './formula.ts'
import { guessDateFormat, readInstant } from './read-date.ts'

describe('numbers', () => {
  it.each([['957.5775', '.', 95758], ['1,234.5', '.', 123450], ['$1,234.50', '.', 123450], ['1.234,50 €', ',', 123450], ['-3', '.', -300], ['.5', '.', 50], ['41.913599999999994', '.', 4191]] as const)('%s', (text, point, cents) => {
    expect(roundToMinor(readDecimal(text, point) ?? 0n, 2)).toBe(cents)
  })
  it.each(['', '12 apples', '1,23.4', '1e5', '--1', '1.2.3', '٣'])('“%s” is none', (text) => expect(readDecimal(text, '.')).toBeUndefined())
  it('never reads a decimal point as a separator of thousands', () => expect(readDecimal('1.5', ',')).toBeUndefined())
})

describe('dates', () => {
  it.each([
    ['11/8/2017', 'mdy', 'UTC', '2017-11-08T00:00:00.000Z'], ['8.11.2017', 'dmy', 'Europe/Berlin', '2017-11-07T23:00:00.000Z'], ['2026-03-02 10:14:51 -0500', 'mdy', 'UTC', '2026-03-02T15:14:51.000Z'],
    ['3/2/2026 1:05 PM', 'mdy', 'America/New_York', '2026-03-02T18:05:00.000Z'], ['2026-11-22T06:36:04.839Z', 'iso', 'Asia/Tokyo', '2026-11-22T06:36:04.839Z'],
  ] as const)('%s as %s in %s', (text, format, zone, instant) => expect(readInstant(text, format, zone)).toBe(instant))
  it.each([['2026-02-30', 'iso'], ['13/1/2026', 'mdy'], ['1/2/2026', 'iso'], ['1/2/26', 'mdy'], ['soon', 'dmy'], ['1800-01-01', 'iso']] as const)('%s as %s is none', (text, format) => expect(readInstant(text, format, 'UTC')).toBeUndefined())
  it('are understood by what fits all of them, and where all fits as the country writes', () => {
    expect(guessDateFormat(['1/2/2026', '1/25/2026'], 'DE')).toBe('mdy')
    expect(guessDateFormat(['1/2/2026'], 'DE')).toBe('dmy')
    expect(guessDateFormat(['1/2/2026'], 'US')).toBe('mdy')
  })
})

it('countries are known by code and name', () => {
  expect(['United States', 'us', 'Germany', 'UK', 'USA', 'Atlantis'].map(countryCodeOf)).toEqual(['US', 'US', 'DE', 'GB', 'US', undefined])
})

it('formulas are defused on the way out, and themselves again on the way in', () => {
  for (const cell of ['=1+1', '+49 30', '-5', '@a', '\tx', 'plain', "'quoted'", '']) expect(undefuse(defuse(cell))).toBe(cell)
  expect(defuse('=cmd()')).toBe("'=cmd()")
})

it('files are known by their columns, and each column is one thing only', () => {
  expect(detectSource(['Name', 'Email', 'Lineitem quantity', 'Lineitem name', 'Lineitem price', 'Total'])).toMatchObject({ source: 'shopify', columns: { order_number: 'Name', order_total: 'Total' } })
  const { source, columns } = detectSource(['Order ID', 'Order Date', 'Customer Name', 'Product ID', 'Product Name', 'Sales', 'Quantity', 'Discount', 'City', 'State', 'Postal Code', 'Country'])
  expect(source).toBe('unknown')
  expect(columns).toMatchObject({ order_number: 'Order ID', line_sku: 'Product ID', line_name: 'Product Name', line_total: 'Sales', address_region: 'State' })
  expect(new Set(Object.values(columns)).size).toBe(Object.values(columns).length)
  expect(detectSource(['Order', 'Who', 'Mail', 'Name', 'Qty']).columns).toMatchObject({ customer_name: 'Who', customer_email: 'Mail', line_name: 'Name' })
  expect(detectSource(['Order', 'Name', 'E-mail address', 'Item']).columns).toMatchObject({ customer_name: 'Name', customer_email: 'E-mail address', line_name: 'Item' })
  expect(detectSource(['Order', 'Client']).columns).toMatchObject({ customer_name: 'Client' })
})
