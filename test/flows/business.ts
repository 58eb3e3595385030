import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { AskOf } from '#domain/kernel/contract.ts'
import type { Role } from '#domain/kernel/permission.ts'
import type * as orders from '#domain/orders/contract.ts'
import type { ShownMove, ShownOrder } from '#domain/orders/contract.ts'
import type { Database } from '#platform/database.ts'
import { openApi, type Api, type Problem } from '#test/api-client.ts'
import { foundTestOrganization, type TestOrganization } from '#test/found-organization.ts'
import { startTestWeb, testKey } from '#test/web.ts'

export const amira = { firstName: 'Amira', lastName: 'Haddad', email: 'amira@example.com', phone: '+1 555 010 9999' }
export const home = { line1: '1 Main Street', city: 'Springfield', region: 'IL', postalCode: '62701', country: 'US' }
export const thing = (name: string, amount = 1500) => ({ name, quantity: 1, unitPrice: { amount, currency: 'USD' } })

type Placing = Partial<AskOf<typeof orders.placeOrder>> & { orderType: string }
type More = { fields?: Record<string, string>; reason?: string }

/** A business made of a blueprint's file and nothing else, asked through the API alone. */
export type Business = TestOrganization & {
  /** As the owner's program. */
  api: Api
  as(role: Role): Promise<Api>
  place(given: Placing): Promise<ShownOrder>
  read(order: { id: string }): Promise<ShownOrder>
  change(order: { id: string }, changes: object): Promise<ShownOrder>
  take(order: { id: string }, transition: string, more?: More): Promise<ShownOrder>
  goTo(order: { id: string }, toStep: string): Promise<ShownOrder>
  refuses(order: { id: string }, wanted: More & ({ transition: string } | { toStep: string })): Promise<Problem>
  moves(order: { id: string }): Promise<ShownMove[]>
  /** How many orders each tab, or each group, of a view says it has. */
  counts(view: string): Promise<{ total: number; tabs: Record<string, number>; groups: Record<string, number> }>
}

export async function foundBusiness(database: Database, blueprint: string): Promise<Business> {
  const organization = await foundTestOrganization(database)
  const { address } = await startTestWeb(database)
  const as = async (role: Role) => openApi(address, await testKey(database, organization, role))
  const api = await as('owner')
  await api.ask('blueprint.apply', { document: blueprintFile(blueprint) })
  return {
    ...organization, api, as,
    place: (given) => api.ask('order.place', { customer: amira, lines: [thing('Tote bag')], ...given }),
    read: ({ id }) => api.ask('order.get', { id }),
    async change({ id }, changes) {
      const { version } = await api.ask('order.get', { id })
      return api.ask('order.update', { id, ...changes }, { version })
    },
    take: ({ id }, transition, more) => api.ask('order.move', { id, transition, ...more }),
    goTo: ({ id }, toStep) => api.ask('order.move', { id, toStep }),
    refuses: ({ id }, wanted) => api.refused('order.move', { id, ...wanted }),
    moves: async ({ id }) => (await api.ask('order.list_moves', { id })).items,
    async counts(view) {
      const { total, tabs, groups } = await api.ask('order.count', { view })
      return { total: total.count, tabs: numbersOf(tabs), groups: numbersOf(groups) }
    },
  }
}

/** The steps to which people can go from here, and the moves that take them there; what only lacks an answer counts as allowed. */
export function allowedOf(moves: ShownMove[]): string[] {
  return moves.filter(({ verdict }) => verdict.blockedBy.length === 0).map(({ to }) => to.step).sort()
}

export const stepOf = (order: ShownOrder) => order.position.status.name

export function blueprintFile(name: string): never {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, '../../blueprints', `${name}.json`), 'utf8')) as never
}

function numbersOf(counts: Record<string, { count: number; isExact: boolean }>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([key, { count, isExact }]) => [key, isExact ? count : Number.NaN]))
}
