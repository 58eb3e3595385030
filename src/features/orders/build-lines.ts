import { newChecklists } from '#domain/checklists/new-checklist.ts'
import { refuse, refuseField } from '#domain/kernel/refusal.ts'
import { reachOf } from '#domain/kernel/permission.ts'
import { roleOf } from '#domain/identity/actor.ts'
import type { AskedLine } from '#domain/orders/asked-line.ts'
import { lineItemFieldsOf } from '#domain/orders/custom-fields.ts'
import { refuseLineTooLarge } from '#domain/orders/editing.ts'
import { blankLine } from '#domain/orders/blank-line.ts'
import type { LineItem } from '#domain/orders/order.ts'
import type { Process } from '#domain/workflows/process.ts'
import { findOrderables, type Orderable } from '#features/catalog/find-orderables.ts'
import type { Scope } from '#platform/scope.ts'
import { refuseUnfitValues } from './refuse-unfit-values.ts'

export type LineTerms = { process: Process; currency: string; defaultTaxRate: number; isShipped: boolean; firstIndex: number }
/** One line's terms: and where in the request it stands. */
type TermsOfOne = LineTerms & { pointer: string }

/**
 * Line items as they were asked for, with name, SKU, price and tax taken from the catalog as it is now; what the catalog does
 * not know becomes an ad-hoc line. A package brings its lines, at no further price. Amounts are computed later, by withTotals.
 */
export async function buildLines(scope: Scope, asked: AskedLine[], terms: LineTerms, pointerTo: (i: number) => string): Promise<LineItem[]> {
  refuseSaidTwice(asked, pointerTo)
  await refuseUnfitValues(scope, asked.map(({ fields }, i) => ({ declared: lineItemFieldsOf(terms.process), given: fields, pointer: `${pointerTo(i)}/fields` })))
  const fromCatalog = asked.filter((line) => line.sku !== undefined || line.productId !== undefined)
  const found = fromCatalog.length > 0 ? await findOrderables(scope, fromCatalog.map(({ sku, productId }) => ({ ...(sku ? { sku } : {}), ...(productId ? { productId } : {}) }))) : []
  const orderableOf = new Map(fromCatalog.map((line, i) => [line, found[i]]))
  const named = asked.map((line) => ({ line, orderable: orderableOf.get(line) }))
  const brought = await packageContents(scope, named.flatMap(({ orderable }) => orderable?.packageLines ?? []))
  const lines: LineItem[] = []
  named.forEach(({ line, orderable }, i) => {
    const parent = lineOf(scope, line, orderable, { ...terms, pointer: pointerTo(i) }, terms.firstIndex + lines.length)
    lines.push(parent)
    for (const content of orderable?.packageLines ?? []) {
      const part = brought.get(content.sku)
      if (part) lines.push(partOf(parent, part, content.quantity, terms, terms.firstIndex + lines.length))
    }
  })
  return lines
}

function lineOf(scope: Scope, asked: AskedLine, orderable: Orderable | undefined, terms: TermsOfOne, index: number): LineItem {
  refuseUnlessPriceable(scope, asked, orderable, terms)
  const base = blankLine(terms.process, index, asked.id)
  const common = { quantity: asked.quantity, lineDiscount: asked.discount?.amount ?? 0, notes: asked.notes ?? orderable?.noteTemplate ?? '', fields: asked.fields ?? {}, answers: asked.answers ?? [] }
  const unitPrice = asked.unitPrice?.amount ?? orderable?.unitPrice ?? 0
  refuseLineTooLarge({ unitPrice, quantity: asked.quantity }, `${terms.pointer}/unitPrice`)
  if (orderable) {
    return { ...base, ...snapshotOf(orderable), ...common, name: asked.name ?? orderable.name, unitPrice, taxRate: asked.taxRate ?? orderable.taxRate }
  }
  return {
    ...base, ...common, kind: 'ad_hoc', name: asked.name ?? asked.sku ?? '', sku: asked.sku ?? null, unitPrice, taxRate: asked.taxRate ?? terms.defaultTaxRate, shippable: terms.isShipped,
  }
}

function refuseSaidTwice(asked: AskedLine[], pointerTo: (i: number) => string): void {
  const ids = asked.map(({ id }) => id)
  const again = ids.findIndex((id, i) => id !== undefined && ids.indexOf(id) < i)
  if (again >= 0) refuseField(`${pointerTo(again)}/id`, 'duplicate', 'Another line item of this order has this id already.')
}

function refuseUnlessPriceable(scope: Scope, asked: AskedLine, orderable: Orderable | undefined, { currency, pointer }: TermsOfOne): void {
  const refersToCatalog = asked.productId !== undefined || (asked.sku !== undefined && asked.name === undefined)
  if (!orderable && refersToCatalog) {
    refuseField(asked.sku === undefined ? `${pointer}/productId` : `${pointer}/sku`, 'unknown', `There is no product ${asked.sku ? `with the SKU “${asked.sku}”` : 'with this id'}. Give a name to order something that is not in the catalog.`)
  }
  if (orderable && asked.unitPrice === undefined && orderable.currency !== currency) {
    refuseField(`${pointer}/unitPrice`, 'currency', `The catalog price is in ${orderable.currency}, the order in ${currency}. Give a unitPrice.`)
  }
  for (const name of ['unitPrice', 'discount'] as const) {
    if (asked[name] && asked[name].currency !== currency) refuseField(`${pointer}/${name}/currency`, 'currency', `Every amount of this order is in ${currency}.`)
  }
  const overridesPrice = (orderable && !asked.isPricedByRule && asked.unitPrice !== undefined && asked.unitPrice.amount !== orderable.unitPrice) || (asked.discount?.amount ?? 0) > 0
  if (overridesPrice) refuseUnlessMayPrice(scope, `${pointer}/${asked.discount ? 'discount' : 'unitPrice'}`)
}

/** Staff sell at catalog prices; another price or a discount is for those whose role has `order.price`. */
export function refuseUnlessMayPrice(scope: Scope, pointer: string): void {
  const role = roleOf(scope.actor)
  if (role && reachOf(role, 'order.price')) return
  refuse('forbidden', 'Your role may not set prices or discounts (order.price).', { errors: [{ pointer, code: 'forbidden', message: 'Only managers may set this.' }] })
}

function partOf(parent: LineItem, part: Orderable, quantityEach: number, terms: LineTerms, index: number): LineItem {
  return {
    ...blankLine(terms.process, index), ...snapshotOf(part), parentId: parent.id, quantity: Math.round(parent.quantity * quantityEach * 1000) / 1000,
    unitPrice: 0, taxRate: part.taxRate, notes: part.noteTemplate,
  }
}

/** What a line item takes from the catalog as it is now: its product's facts, and lists with nothing of them done. */
export function snapshotOf(orderable: Orderable) {
  const { kind, productId, variantId, name, sku, unit, shippable, tracksStock } = orderable
  return { kind, productId, variantId, name, sku, unit, shippable, tracksStock, checklists: newChecklists(orderable.checklists) }
}

async function packageContents(scope: Scope, contents: { sku: string }[]): Promise<Map<string, Orderable>> {
  if (contents.length === 0) return new Map()
  const wanted = [...new Set(contents.map(({ sku }) => sku))].map((sku) => ({ sku }))
  const found = await findOrderables(scope, wanted)
  return new Map(wanted.flatMap(({ sku }, i) => { const part = found[i]; return part ? [[sku, part] as const] : [] }))
}
