import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#domain/kernel/id.ts'
import type { ShownOrder } from '#domain/orders/contract.ts'
import type { OperationName } from '#domain/contracts.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { openDatabase } from '#platform/database.ts'
import { perform } from '#platform/operation.ts'
import type { Api, Options } from '#test/api-client.ts'
import { foundShop } from '#test/found-shop.ts'
import { testKey } from '#test/web.ts'

export const MUGS = 1_000_000

/** A shop with mugs enough for any load, and the keys of two programs that work for it. */
export async function foundBusyShop(ownerUrl: string): Promise<{ organizationId: string; keys: [string, string] }> {
  const database = openDatabase(ownerUrl)
  try {
    const shop = await foundShop(database)
    const mug = { sku: 'MUG', price: { amount: 900, currency: 'USD' }, stock: { tracked: true, onHand: MUGS } }
    await perform(database, createProduct, shop.caller('owner'), { name: 'Mug', kind: 'product', variants: [mug] })
    return { organizationId: shop.organizationId, keys: [await testKey(database, shop, 'owner'), await testKey(database, shop, 'manager')] }
  } finally {
    await database.close()
  }
}

/** What a client was told was done: the order it placed, and every move it made with it. */
export type Acknowledged = { id: string; number: string; moves: string[] }

const road = [{ transition: 'accept' }, { transition: 'start-work' }, { transition: 'send', fields: { trackingNumber: 'AWB 17' } }, { transition: 'deliver' }]
const LONGEST_ANSWER = 5_000
const BETWEEN_TRIES = 20

/**
 * Clients who place orders and move them on, each asking again with the same Idempotency-Key until it has an answer, as any
 * careful program does. An answer that neither acknowledges nor asks to come back ends the run: it is a defect.
 */
export function startLoad(clients: Api[]) {
  const acknowledged: Acknowledged[] = []
  let count = 0
  const stopping = new AbortController()
  const running = Promise.all(clients.map((api, i) => work(api, i)))
  // Whoever stops hears of a failure; until then it is nobody's.
  running.catch(() => {})
  return {
    acknowledged,
    /** How many answers were acknowledged so far. */
    count: () => count,
    /** Resolves when the clients end: with what was wrong, or with nothing where they were stopped. */
    failed: running.then(() => undefined, (error: unknown) => error),
    async stop() {
      stopping.abort()
      await running
    },
  }

  async function work(api: Api, i: number): Promise<void> {
    for (let n = 0; !stopping.signal.aborted; n++) {
      const order = await insist(api, 'order.place', {
        orderType: 'shop-order', customer: { firstName: 'Client', lastName: String(i), email: `client-${i}@example.com` },
        lines: [{ sku: 'MUG', quantity: 1 + (n % 3) }, { sku: 'CLEAN' }],
      })
      const placed: Acknowledged = { id: order.id, number: order.number, moves: [] }
      acknowledged.push(placed)
      for (const move of road.slice(0, n % (road.length + 1))) {
        const moved = await insist(api, 'order.move', { id: order.id, ...move })
        if (moved.id !== order.id) throw new Error(`Moving ${order.id} was answered with ${moved.id}`)
        placed.moves.push(move.transition)
      }
    }
  }

  async function insist(api: Api, name: OperationName, input: object): Promise<ShownOrder> {
    const idempotencyKey = newId()
    for (;;) {
      const answered = await answerWithin(api, name, input, { idempotencyKey })
      if (answered && answered.status < 300) {
        count += 1
        return JSON.parse(answered.text) as ShownOrder
      }
      if (answered && answered.status < 500 && !answered.text.includes('/problems/idempotency-in-progress')) {
        throw new Error(`${name} was answered with ${answered.status}: ${answered.text}`)
      }
      if (answered?.status === 500) throw new Error(`${name} was answered with a defect: ${answered.text}`)
      await pause(BETWEEN_TRIES)
    }
  }
}

async function answerWithin(api: Api, name: OperationName, input: object, options: Options) {
  try {
    return await api.answer(name, input, { ...options, signal: AbortSignal.timeout(LONGEST_ANSWER) })
  } catch {
    return undefined
  }
}
