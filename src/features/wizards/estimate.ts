import { scaleAmount } from '#domain/kernel/money.ts'
import { totalsOf } from '#domain/orders/totals.ts'
import type { ShownRun } from '#domain/wizards/contract.ts'
import type { Question } from '#domain/wizards/wizard.ts'
import { proposeLine } from './propose-lines.ts'
import { entriesOf, type ReadRun } from './read-run.ts'

/**
 * What the answers so far would cost, added up by the same rules as an order; null while nothing can be priced. What is paid in
 * another currency than the catalog's is priced only by whoever places it.
 */
export function estimateOf(read: ReadRun): ShownRun['estimate'] {
  const lines = entriesOf(read).map(({ entry }) => proposeLine(read, entry))
  const priced = lines.flatMap((one) => (one.fault === undefined ? [{ quantity: one.line.quantity, unitPrice: one.catalogPrice, discount: 0, taxRate: one.line.taxRate ?? one.taxRate }] : []))
  if (priced.length === 0 || entriesOf(read).some(({ entry }) => (read.offeredFor(entry)?.currency ?? read.currency) !== read.currency)) return null
  const taxIncluded = read.process?.orderType.taxIncluded ?? read.settings.taxIncluded
  const { order } = totalsOf(priced, { taxIncluded, discount: 0, shipping: 0 })
  const money = (amount: number) => ({ amount, currency: read.currency })
  const payment = read.pages.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'payment')
  const deposit = payment && leastDeposit(payment, order.total)
  return { subtotal: money(order.subtotal), tax: money(order.tax), total: money(order.total), deposit: deposit ? money(deposit) : null }
}

/** What is asked for at once, of this total; undefined where nothing is. */
export function leastDeposit({ depositPercent }: Question, total: number): number | undefined {
  return depositPercent === undefined ? undefined : scaleAmount(total, Math.round(depositPercent * 10_000), 1_000_000)
}
