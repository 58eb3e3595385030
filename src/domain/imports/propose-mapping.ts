import type { ImportMapping, ImportTarget } from './contract.ts'
import type { ColumnsByTarget } from './detect-source.ts'
import { readDecimal } from './decimal.ts'
import { guessDateFormat } from './read-date.ts'

type Known = { columns: string[]; targets: ColumnsByTarget; samples: string[][]; orderType: string; currency: string; country: string }

/** How a file is probably meant, from its first rows: what is written both ways is read as the organization's country writes. */
export function proposeMapping({ columns, targets, samples, orderType, currency, country }: Known): ImportMapping {
  const written = (target: ImportTarget) => {
    const place = columns.indexOf(targets[target] ?? '')
    return place === -1 ? [] : samples.map((cells) => (cells[place] ?? '').trim()).filter(Boolean)
  }
  const dates = (['placed_at', 'due_at', 'cancelled_at'] as const).flatMap(written)
  const amounts = (['line_total', 'line_unit_price', 'order_total', 'order_shipping'] as const).flatMap(written)
  return {
    orderType, currency, columns: withoutAmountsOfDiscount(targets, written('line_discount_fraction')),
    dateFormat: guessDateFormat(dates, country), decimal: guessDecimal(amounts),
  }
}

// “Discount” is a fraction in some files and an amount in others; one that is more than everything is no fraction.
function withoutAmountsOfDiscount({ line_discount_fraction: column, ...targets }: ColumnsByTarget, written: string[]): ColumnsByTarget {
  const areFractions = written.length > 0 && written.every((text) => /^0?([.,]\d+)?$|^[01]([.,]0*)?$/.test(text))
  return column !== undefined && areFractions ? { ...targets, line_discount_fraction: column } : targets
}

function guessDecimal(amounts: string[]): '.' | ',' {
  const readable = (point: '.' | ',') => amounts.filter((text) => readDecimal(text, point) !== undefined).length
  return readable(',') > readable('.') ? ',' : '.'
}
