import { html, type Html, type Page } from '#channels/http/html.ts'
import type { Progress, TrackedItem, TrackedOrder, TrackedPhase } from '#domain/orders/tracking.ts'
import { answerInWords, instantInWords, moneyInWords, numberInWords } from '#domain/wizards/answer-words.ts'
import type { KeptAnswer } from '#domain/wizards/answer.ts'
import { trackingStyle } from './tracking-style.ts'

/** A wizard that the customer may go through now, and where. The order's token is behind the #, so that it is in no log and no Referer. */
export type Offer = { name: string; address: string }

type Manner = { locale: string; timeZone: string; currency: string }

/** One order as its customer reads it in ten seconds: where it stands, since when, what comes next; below that, what it is about. */
export function trackingPage(order: TrackedOrder, offers: Offer[]): Page {
  const { organization } = order
  const manner = { locale: organization.locale, timeZone: organization.timeZone, currency: order.currency }
  const body = html`<header class="head"><div>${organization.logoUrl && html`<img src="${organization.logoUrl}" alt="">`}<span>${organization.name}</span></div></header>
<main><h1>Order ${order.number}</h1>
${standing(order, manner)}
${offers.length > 0 && html`<section aria-labelledby="asked"><h2 id="asked">From you</h2><ul>${offers.map(({ name, address }) => html`<li><a class="offer" href="${address}">${name}</a></li>`)}</ul></section>`}
${order.phases.length > 0 && html`<section aria-labelledby="way"><h2 id="way">Its way</h2><ol>${order.phases.map(phase)}</ol></section>`}
<section aria-labelledby="items"><h2 id="items">What you ordered</h2>${order.items.length === 0 ? html`<p class="quiet">Nothing is listed yet.</p>` : html`<ul>${order.items.map((item) => itemOf(item, manner))}</ul>`}${sums(order, manner)}</section>
${order.answers.length > 0 && html`<section aria-labelledby="answers"><h2 id="answers">What you told us</h2>${answers(order.answers, manner)}</section>`}
</main><footer>${contact(order)}<p>Placed ${instantInWords(order.placedAt, manner)}. Times are those of ${organization.timeZone.replaceAll('_', ' ')}.${order.ending === null && ' This page renews itself every minute.'}</p></footer>`
  return { title: `Order ${order.number} · ${organization.name}`, style: trackingStyle(organization.color), body, language: 'en' }
}

function standing({ words, changedAt, next, dueAt, scheduledAt, fulfilment, ending, isPaused }: TrackedOrder, manner: Manner): Html {
  const facts: [string, string | null][] = [
    ['Next', next],
    ['Appointment', scheduledAt && instantInWords(scheduledAt, manner)],
    ['Expected by', ending === null ? dueAt && instantInWords(dueAt, manner) : null],
    ['How you get it', fulfilment],
  ]
  return html`<section aria-label="Where it stands"><p class="words">${words ?? 'We have received it'}</p>
<p class="quiet">Since <time datetime="${changedAt}">${instantInWords(changedAt, manner)}</time></p>${isPaused && html`<p>It is paused and goes on from where it was.</p>`}
${list(facts)}</section>`
}

function list(facts: [string, string | null][]): Html | undefined {
  const known = facts.filter(([, value]) => value !== null)
  return known.length === 0 ? undefined : html`<dl class="facts">${known.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

const progressWords: Record<Progress, string> = { done: 'done', now: 'now', to_come: 'still to come' }
const progressClass: Record<Progress, string> = { done: 'step done', now: 'step now', to_come: 'step' }

function phase({ name, steps }: TrackedPhase): Html {
  return html`<li class="phase"><h3>${name}</h3><ol>${steps.map(({ words, progress }) => html`<li class="${progressClass[progress]}"${progress === 'now' && html` aria-current="step"`}>${words}<span class="unseen"> (${progressWords[progress]})</span></li>`)}</ol></li>`
}

function itemOf({ name, quantity, unit, total, words, isPart, answers: given }: TrackedItem, manner: Manner): Html {
  const amount = quantity === 1 && unit === null ? '' : `${numberInWords(quantity, manner)}${unit === null ? ' ×' : ` ${unit}`} `
  return html`<li class="item${isPart && ' part'}"><div class="row"><span>${amount}${name}</span>${isPart ? html`<span></span>` : html`<span>${moneyInWords(total, manner)}</span>`}</div>${words && html`<p><span class="badge">${words}</span></p>`}${given.length > 0 && answers(given, manner)}</li>`
}

function sums({ subtotal, discount, tax, shipping, total, taxIncluded, payment }: TrackedOrder, manner: Manner): Html {
  const money = (amount: number) => moneyInWords(amount, manner)
  const rows: [string, string][] = [
    ...(subtotal === total ? [] : [['Subtotal', money(subtotal)] as [string, string]]),
    ...(discount === 0 ? [] : [['Discount', money(-discount)] as [string, string]]),
    ...(shipping === 0 ? [] : [['Shipping', money(shipping)] as [string, string]]),
    ...(tax === 0 ? [] : [[taxIncluded ? 'Tax, included' : 'Tax', money(tax)] as [string, string]]),
  ]
  return html`<div class="sums">${rows.map(([name, amount]) => html`<div class="row quiet"><span>${name}</span><span>${amount}</span></div>`)}<div class="row sum"><span>Total</span><span>${money(total)}</span></div><div class="row"><span>Payment</span><span>${payment}</span></div></div>`
}

export function answers(given: KeptAnswer[], manner: Manner): Html {
  return html`<dl class="answers">${given.map((answer) => html`<dt>${answer.label}</dt><dd>${answerInWords(answer, manner)}</dd>`)}</dl>`
}

function contact({ organization: { name, email, phone } }: TrackedOrder): Html | undefined {
  if (email === null && phone === null) return undefined
  return html`<p>Questions? ${name}: ${phone !== null && html`<a href="tel:${phone.replaceAll(/[^+\d]/g, '')}">${phone}</a>`}${phone !== null && email !== null && ' · '}${email !== null && html`<a href="mailto:${email}">${email}</a>`}</p>`
}
