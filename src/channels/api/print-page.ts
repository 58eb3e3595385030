import { renderSVG } from 'uqr'
import { Html, html, type Page } from '#channels/http/html.ts'
import type { ShownLineItem, ShownOrder } from '#domain/orders/contract.ts'
import type { FieldValue } from '#domain/kernel/schema.ts'
import type { KeptAnswer } from '#domain/wizards/answer.ts'
import { addressInWords, answerInWords, instantInWords, moneyInWords, numberInWords } from '#domain/wizards/answer-words.ts'
import type { FieldDefinition } from '#domain/workflows/schema.ts'
import type { Slip } from '#features/orders/read-slip.ts'
import { printStyle } from './print-style.ts'

type Manner = { locale: string; timeZone: string; currency: string }
type Fact = [name: string, value: string | null]

/** The slip of an order: what lies on the workbench, hangs on the bag, or is taken home. `trackingUrl` makes its code the customer's. */
export function printPage({ order, settings, orderFields, lineFields }: Slip, trackingUrl: string | undefined): Page {
  const manner = { locale: settings.locale, timeZone: settings.timeZone, currency: order.total.currency }
  const facts: Fact[] = [
    ['Placed', instantInWords(order.placedAt, manner)], ['Due', order.dueAt && instantInWords(order.dueAt, manner)], ['Appointment', order.scheduledAt && instantInWords(order.scheduledAt, manner)],
    ['Location', settings.locations.find(({ key }) => key === order.location)?.name ?? null], ['Reference', order.externalReference],
    ...fieldFacts(orderFields, order.fields, manner),
  ]
  const body = html`<main><div class="top"><div><p class="business">${settings.name}</p><p class="quiet">${order.orderType.name}</p><h1 class="number">${order.number}</h1><p>${order.position.phaseName && `${order.position.phaseName}: `}${order.position.status.name}</p></div>
<div><p class="name">${order.customer.name || 'No name'}</p>${[order.customer.phone, order.customer.email].filter(Boolean).map((one) => html`<p>${one}</p>`)}${order.shippingAddress && html`<p>${addressInWords(order.shippingAddress)}</p>`}</div>
<div class="qr">${code(trackingUrl ?? order.number)}${trackingUrl ? 'Follow your order' : order.number}</div></div>
${list(facts)}
<h2>Items</h2><ul>${order.lines.map((line) => lineOf(line, lineFields, manner))}</ul>${sums(order, settings.paymentStatuses.find(({ key }) => key === order.paymentStatus)?.name ?? order.paymentStatus.replaceAll('_', ' '), manner)}
${order.answers.length > 0 && html`<h2>Answers</h2>${list(answerFacts(order.answers, manner))}`}
${order.checklists.map(({ name, items }) => html`<h2>${name}</h2>${ticks(items)}`)}
${order.notes && html`<h2>Notes</h2><p class="pre">${order.notes}</p>`}</main>`
  return { title: `${order.number} · ${settings.name}`, style: printStyle, body, language: 'en' }
}

function lineOf(line: ShownLineItem, fields: FieldDefinition[], manner: Manner): Html {
  const amount = `${numberInWords(line.quantity, manner)} ${line.unit ?? '×'}`
  return html`<li class="line${line.parentId !== null && ' part'}"><div class="row"><span class="name">${amount} ${line.name}</span>${line.parentId === null ? html`<span>${moneyInWords(line.total.amount, manner)}</span>` : html`<span></span>`}</div>
${line.sku && html`<p class="quiet">${line.sku}</p>`}${list([...answerFacts(line.answers, manner), ...fieldFacts(fields, line.fields, manner)])}${line.notes && html`<p class="pre">${line.notes}</p>`}${line.checklists.map(({ name, items }) => html`<p class="name">${name}</p>${ticks(items)}`)}</li>`
}

function sums({ subtotal, discount, tax, shipping, total, taxIncluded, paymentMethod }: ShownOrder, payment: string, manner: Manner): Html {
  const rows: [string, number][] = [
    ...(subtotal.amount === total.amount ? [] : [['Subtotal', subtotal.amount] as [string, number]]), ...(discount.amount === 0 ? [] : [['Discount', -discount.amount] as [string, number]]),
    ...(shipping.amount === 0 ? [] : [['Shipping', shipping.amount] as [string, number]]), ...(tax.amount === 0 ? [] : [[taxIncluded ? 'Tax, included' : 'Tax', tax.amount] as [string, number]]),
  ]
  return html`${rows.map(([name, amount]) => html`<div class="row"><span>${name}</span><span>${moneyInWords(amount, manner)}</span></div>`)}<div class="row sum"><span>Total</span><span>${moneyInWords(total.amount, manner)}</span></div><div class="row"><span>${payment}</span><span>${paymentMethod}</span></div>`
}

function ticks(items: { text: string; done: unknown }[]): Html {
  return html`<ul>${items.map(({ text, done }) => html`<li class="tick"><span>${done ? '☑' : '☐'}</span><span>${text}</span></li>`)}</ul>`
}

function answerFacts(answers: KeptAnswer[], manner: Manner): Fact[] {
  return answers.map((answer) => [answer.label, answerInWords(answer, manner)])
}

function fieldFacts(declared: FieldDefinition[], values: Record<string, FieldValue>, manner: Manner): Fact[] {
  const byKey = new Map(declared.map((field) => [field.key, field]))
  return [...byKey.values()].flatMap((field): Fact[] => {
    const value = values[field.key]
    return value === undefined || value === null || value === '' ? [] : [[field.label, answerInWords({ kind: field.kind, value, ...(field.unit ? { unit: field.unit } : {}) }, manner)]]
  })
}

function list(facts: Fact[]): Html | undefined {
  const known = facts.filter(([, value]) => value !== null && value !== '')
  return known.length === 0 ? undefined : html`<dl>${known.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

function code(text: string): Html {
  return new Html(renderSVG(text, { ecc: 'M', border: 2 }).replace('<svg', '<svg role="img" aria-label="QR code"'))
}
