import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Refusal } from '#domain/kernel/refusal.ts'
import { newId } from '#domain/kernel/id.ts'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { getProduct } from '#features/catalog/get-product.ts'
import { archiveOrder, restoreOrder } from '#features/orders/archive-order.ts'
import { addChecklist } from '#features/orders/add-checklist.ts'
import { addLine, changeLine, removeLine } from '#features/orders/change-lines.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { moveLineItem } from '#features/orders/move-line-item.ts'
import { moveOrder } from '#features/orders/move-order.ts'
import { removeChecklist } from '#features/orders/remove-checklist.ts'
import { runOrderTimer } from '#features/orders/run-timer.ts'
import { setPayment } from '#features/orders/set-payment.ts'
import { tickItem } from '#features/orders/tick-item.ts'
import { updateOrder } from '#features/orders/update-order.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { systemCaller } from '#platform/system-caller.ts'
import { testDatabase, testOwnerUrl } from '#test/database.ts'
import { foundShop, shopOrderType, shopWorkflow } from '#test/found-shop.ts'
import { audit } from './audit.ts'
import { act, command, placed, prices, shelfOf, subtotalOf, type Command, type Model } from './model.ts'

const runs = Number(process.env['DOCKET_TRUST_RUNS'] ?? 25)
const ON_HAND = 9
const database = testDatabase()
const shop = await foundShop(database)
const owner = shop.caller('owner')
// The shop's own process, with a list on each order that must be done before work starts, and what starting work does besides.
await perform(database, publishWorkflow, owner, {
  ...shopWorkflow,
  transitions: shopWorkflow.transitions?.map((one) => (one.key === 'start-work' ? {
    ...one, checklistGate: 'order', effects: [{ kind: 'add_tag', tag: 'started' }, { kind: 'assign_mover' }, { kind: 'add_checklist', name: 'In the workshop', items: ['Look at it'] }],
  } : one)),
})
await perform(database, publishOrderType, owner, { ...shopOrderType, checklists: [{ name: 'Before work', items: ['Access code', 'Deposit'] }] })
const firstLines = fc.array(fc.record({ isTracked: fc.boolean(), quantity: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 3 })

test('whatever is done to an order, in whatever order, it does what a plain model of it does, and its record says so', { timeout: 180_000 }, async () => {
  await fc.assert(fc.asyncProperty(firstLines, fc.array(command, { minLength: 5, maxLength: 30 }), async (lines, commands) => {
    const { sku, productId } = await stockUp()
    let model = placed(lines)
    const tooMuch = (one: Model) => shelfOf(ON_HAND, [one]).reserved > ON_HAND || shelfOf(ON_HAND, [one]).onHand < 0
    const place = () => shop.order({ lines: lines.map((line) => lineOf(sku, line)) })
    if (tooMuch(model)) expect(await answerTo(place)).toBe('insufficient-stock')
    fc.pre(!tooMuch(model))
    const { id } = await place()
    for (const one of commands) {
      const order = await perform(database, getOrder, owner, { id })
      if (isAboutNothing(one, order)) continue
      const expected = act(model, one)
      const isShort = typeof expected !== 'string' && tooMuch(expected)
      const answered = await answerTo(() => carryOut(one, order, sku))
      expect(answered, `${one.do} at ${model.step}`).toBe(isShort ? 'insufficient-stock' : typeof expected === 'string' ? expected : 'done')
      if (!isShort && typeof expected !== 'string') model = expected
      expect(seen(await perform(database, getOrder, owner, { id }))).toEqual(said(model))
    }
    const { variants } = await perform(database, getProduct, owner, { id: productId })
    expect(variants[0]?.stock).toMatchObject(shelfOf(ON_HAND, [model]))
  }), { numRuns: runs, endOnFailure: process.env['CI'] !== undefined })
  expect((await audit(testOwnerUrl(), shop.organizationId)).faults).toEqual([])
})

test('many at once, on the same orders and the same shelf: nobody meets a defect, and in the end everything agrees', { timeout: 120_000 }, async () => {
  const refusals = new Set(['done', 'illegal-transition', 'validation-failed', 'order-locked', 'insufficient-stock', 'precondition-failed', 'not-found'])
  await fc.assert(fc.asyncProperty(fc.array(fc.array(command, { minLength: 15, maxLength: 15 }), { minLength: 6, maxLength: 6 }), async (people) => {
    const { sku } = await stockUp()
    const orders = await Promise.all([2, 3].map((quantity) => shop.order({ lines: [lineOf(sku, { isTracked: true, quantity }), { sku: 'CLEAN' }] })))
    const answers = await Promise.all(people.map(async (commands, i) => {
      const answered: string[] = []
      for (const one of commands) {
        const order = await perform(database, getOrder, owner, { id: orders[i % orders.length]?.id })
        if (isAboutNothing(one, order)) continue
        answered.push(await answerTo(() => carryOut(one, order, sku)))
      }
      return answered
    }))
    expect(new Set(answers.flat()).difference(refusals)).toEqual(new Set())
  }), { numRuns: Math.ceil(runs / 4), endOnFailure: true })
  expect((await audit(testOwnerUrl(), shop.organizationId)).faults).toEqual([])
})

/** A product of its own for each run, so that its shelf is known. */
async function stockUp(): Promise<{ sku: string; productId: string }> {
  const sku = newId()
  const price = { amount: prices.tracked, currency: 'USD' }
  const { id } = await perform(database, createProduct, owner, { name: 'Tote', kind: 'product', taxRate: 7.5, variants: [{ sku, price, stock: { tracked: true, onHand: ON_HAND } }] })
  return { sku, productId: id }
}

function lineOf(sku: string, { isTracked, quantity }: { isTracked: boolean; quantity: number }) {
  return { sku: isTracked ? sku : 'CLEAN', quantity }
}

/** What Docket says to it: done, or the kind of its refusal. A defect is thrown on. */
async function answerTo(ask: () => Promise<unknown>): Promise<string> {
  try {
    await ask()
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.slug
    throw error
  }
}

function isAboutNothing(one: Command, { lines, checklists }: ShownOrder): boolean {
  if ('line' in one) return !lines[one.line]
  if ('item' in one) return !checklists[one.list]?.items[one.item]
  return 'list' in one && !checklists[one.list]
}

async function carryOut(one: Command, order: ShownOrder, sku: string): Promise<void> {
  const { id, version } = order
  const lineId = 'line' in one ? order.lines[one.line]?.id : undefined
  const given = { move: { reason: 'Because', fields: { trackingNumber: 'AWB 17' } }, address: { line1: '1 Main Street', city: 'Springfield' } }
  switch (one.do) {
    case 'move': {
      const asked = one.transition === 'send' ? { fields: given.move.fields } : one.transition === 'call-off' ? { reason: given.move.reason } : {}
      return void await perform(database, moveOrder, owner, { id, transition: one.transition, ...(one.isComplete ? asked : {}) })
    }
    case 'moveLine': return void await perform(database, moveLineItem, owner, { id: lineId, toStep: one.to })
    case 'addLine': return void await perform(database, addLine, owner, { id, line: lineOf(sku, one) })
    case 'setQuantity': return void await perform(database, changeLine, owner, { id: lineId, quantity: one.quantity })
    case 'removeLine': return void await perform(database, removeLine, owner, { id: lineId })
    case 'setAddress': return void await perform(database, updateOrder, owner, { id, shippingAddress: one.isThere ? given.address : null })
    case 'setPaymentMethod': return void await perform(database, updateOrder, owner, { id, paymentMethod: one.isThere ? 'card' : null })
    case 'pay': return void await perform(database, setPayment, owner, { id, paymentStatus: one.paymentStatus })
    case 'addList': return void await perform(database, addChecklist, owner, { id, name: 'One more', items: Array.from({ length: one.items }, () => ({ text: 'Do it' })) })
    case 'removeList': return void await perform(database, removeChecklist, owner, { id, checklistId: order.checklists[one.list]?.id })
    case 'tick': return void await perform(database, tickItem, owner, { id, checklistId: order.checklists[one.list]?.id, itemId: order.checklists[one.list]?.items[one.item]?.id, done: one.done })
    case 'archive': return void await perform(database, archiveOrder, owner, { id })
    case 'restore': return void await perform(database, restoreOrder, owner, { id })
    case 'changeStale': return void await perform(database, updateOrder, owner, { id, notes: 'Stale' }, { expectedVersion: version + 1 })
    case 'wait': return letTimePass(id)
  }
}

/** Lets the order wait longer than its step allows, and the clock look. */
async function letTimePass(id: string): Promise<void> {
  await withScope(database, systemCaller(shop.organizationId, 'timer'), {}, async (scope) => {
    await sql`UPDATE orders SET step_entered_at = step_entered_at - (coalesce(timer_at, now()) - now()) - interval '1 minute', timer_at = now() - interval '1 minute' WHERE organization_id = ${scope.organizationId} AND id = ${id} AND timer_at IS NOT NULL`.execute(scope.db)
    await runOrderTimer(scope, id)
  })
}

function seen({ position, heldFrom, archivedAt, paymentStatus, lines, subtotal, checklists, tags, team }: ShownOrder) {
  return {
    step: position.step, heldFrom: heldFrom?.step ?? null, isArchived: archivedAt !== null, paymentStatus, subtotal: subtotal.amount,
    lines: lines.map((line) => [line.position?.step, line.quantity]),
    lists: checklists.map(({ items }) => items.map(({ done }) => done !== null)), tags, team: team.length,
  }
}

function said(model: Model) {
  const { step, heldFrom, isArchived, paymentStatus, lines, lists, tags, team } = model
  return { step, heldFrom, isArchived, paymentStatus, subtotal: subtotalOf(model), lines: lines.map((line) => [line.step, line.quantity]), lists, tags, team }
}
