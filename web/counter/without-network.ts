import { scaleAmount } from '#domain/kernel/money.ts'
import { totalsOf } from '#domain/orders/totals.ts'
import type { OfferedItem } from '#domain/wizards/contract.ts'
import type { ItemEntry } from '#domain/wizards/answer-shapes.ts'
import { shownPages } from '#domain/wizards/show-if.ts'
import { workOutLine, type WorkedOut } from '#domain/wizards/work-out-line.ts'
import type { Answers, Question, Wizard } from '#domain/wizards/wizard.ts'
import type { Estimate, ItemSearch, OfferedPage } from '../wizard/run-client.ts'
import { isAmong, lineWizardOf } from '#domain/wizards/line-wizard-of.ts'
import type { CounterData, KeptItem } from './counter-data.ts'

const PAGE = 60

/** What a question offers, out of the catalog as it was kept; found by any of its words. */
export function offeredFrom(data: Pick<CounterData, 'items' | 'lineWizards'>, question: Question, { q = '', category, cursor }: ItemSearch): OfferedPage {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (item: KeptItem) => {
    const text = `${item.name} ${item.sku} ${item.category ?? ''}`.toLowerCase()
    return offers(question, item) && (category === undefined || item.category === category) && words.every((word) => text.includes(word))
  }
  const found = data.items.filter(fits)
  const from = Number(cursor ?? 0)
  return { items: found.slice(from, from + PAGE).map((item) => shown(item, data.lineWizards)), nextCursor: from + PAGE < found.length ? String(from + PAGE) : null }
}

/** What the answers would cost, by the rules and prices that were kept; the server has the last word. */
export function estimateFrom(data: CounterData, definition: Wizard, answers: Answers): Estimate {
  const questions = shownPages(definition, answers, 'staff').flatMap((page) => page.questions)
  const entries = questions.filter(({ kind }) => kind === 'items').flatMap(({ key }) => (answers[key] ?? []) as ItemEntry[])
  const { currency, taxIncluded } = data.place
  const lines = entries.flatMap((entry) => {
    const item = data.items.find(({ sku, productId }) => (entry.sku === undefined ? productId === entry.productId : sku === entry.sku))
    if (item && item.currency !== currency) return []
    const catalogPrice = item?.amount ?? entry.unitPrice ?? 0
    const wizard = item && lineWizardOf(item, data.lineWizards)
    const worked = wizard ? workOutLine({ wizard, answers: entry.answers ?? {}, asked: entry.quantity, catalogPrice, currency }) : {}
    // A formula that cannot be worked out yet prices nothing; the server does the same.
    if ('fault' in worked && worked.fault !== undefined) return []
    const { quantity, unitPrice } = worked as WorkedOut
    return [{ quantity: quantity ?? entry.quantity, unitPrice: unitPrice ?? catalogPrice, discount: 0, taxRate: item?.taxRate ?? data.taxRate }]
  })
  if (lines.length === 0) return null
  const { order } = totalsOf(lines, { taxIncluded, discount: 0, shipping: 0 })
  const money = (amount: number) => ({ amount, currency })
  const percent = questions.find(({ kind }) => kind === 'payment')?.depositPercent
  // Items are kept here as their wizards worked them out.
  return { worked: [], subtotal: money(order.subtotal), tax: money(order.tax), total: money(order.total), deposit: percent === undefined ? null : money(scaleAmount(order.total, Math.round(percent * 10_000), 1_000_000)) }
}

function offers({ products, categories }: Question, { productId, category }: KeptItem): boolean {
  if (products?.length && !products.includes(productId)) return false
  return !categories?.length || isAmong(categories, category)
}

function shown(item: KeptItem, lineWizards: Wizard[]): OfferedItem {
  const { productId, sku, name, description, category, unit, amount, currency, available } = item
  return { productId, sku, name, description, category, unit, price: { amount, currency }, available, wizard: lineWizardOf(item, lineWizards)?.key ?? null }
}
