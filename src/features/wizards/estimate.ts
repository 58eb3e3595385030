import { scaleAmount } from '#domain/kernel/money.ts'
import { totalsOf } from '#domain/orders/totals.ts'
import type { ShownRun } from '#domain/wizards/contract.ts'
import { proposeLine } from '#domain/wizards/propose-line.ts'
import type { Question } from '#domain/wizards/wizard.ts'
import { termsOfEntry } from './entry-terms.ts'
import { entriesOf, type ReadRun } from './read-run.ts'

/**
 * What the answers so far would cost, added up by the same rules as an order; null while nothing can be priced. What is paid in
 * another currency than the catalog's is priced only by whoever places it.
 */
export function estimateOf(read: ReadRun): ShownRun['estimate'] {
  const entries = entriesOf(read).map(({ entry }) => ({ id: entry.id, sets: read.lineWizardFor(entry)?.wizard.sets, offered: read.offeredFor(entry), ...proposeLine(entry, termsOfEntry(read, entry)) }))
  const defaultTaxRate = read.process?.orderType.taxRate ?? read.settings.taxRate
  const priced = entries.flatMap(({ offered, ...one }) => (one.fault === undefined ? [{ quantity: one.line.quantity, unitPrice: one.unitPrice, discount: 0, taxRate: offered?.taxRate ?? defaultTaxRate }] : []))
  if (priced.length === 0 || entries.some(({ offered }) => (offered?.currency ?? read.currency) !== read.currency)) return null
  const taxIncluded = read.process?.orderType.taxIncluded ?? read.settings.taxIncluded
  const { order } = totalsOf(priced, { taxIncluded, discount: 0, shipping: 0 })
  const money = (amount: number) => ({ amount, currency: read.currency })
  const payment = read.pages.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'payment')
  const deposit = payment && leastDeposit(payment, order.total)
  const worked = entries.flatMap(({ id, sets, ...one }) => (id === undefined || !sets || one.fault !== undefined ? [] : [{
    id, quantity: sets.quantity === undefined ? null : one.line.quantity, unitPrice: sets.unitPrice === undefined ? null : money(one.unitPrice),
  }]))
  return { worked, subtotal: money(order.subtotal), tax: money(order.tax), total: money(order.total), deposit: deposit ? money(deposit) : null }
}

/** What is asked for at once, of this total; undefined where nothing is. */
export function leastDeposit({ depositPercent }: Question, total: number): number | undefined {
  return depositPercent === undefined ? undefined : scaleAmount(total, Math.round(depositPercent * 10_000), 1_000_000)
}
