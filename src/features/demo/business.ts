import { readdir, readFile } from 'node:fs/promises'
import { z } from 'zod'
import * as s from '#domain/kernel/schema.ts'
import { productKinds } from '#domain/catalog/product-kind.ts'
import { roles } from '#domain/kernel/permission.ts'
import { openingHours } from '#domain/hours/opening-hours.ts'
import { channels } from '#domain/orders/channel.ts'

const product = z.strictObject({
  name: s.line(), kind: z.enum(productKinds), sku: s.line(), price: s.amountOwed, taxRate: s.percentage, unit: s.line().optional(),
  durationMinutes: z.int().optional(), shippable: z.boolean().optional(), stock: z.int().optional(),
  packageLines: z.array(z.strictObject({ sku: s.line(), quantity: s.quantity })).optional(),
})

/** A made-up business to try Docket with: its people, customers, catalog, and what its orders look like. */
export const business = z.strictObject({
  slug: s.key, name: s.line(), blueprint: s.key, timeZone: s.zone, currency: s.currency, country: z.string(), hours: openingHours.optional(),
  team: z.array(z.strictObject({ name: s.line(), role: z.enum(roles), jobTitle: s.line(), email: s.email })),
  customers: z.array(z.strictObject({ firstName: s.line(), lastName: s.line(), email: s.email, phone: s.phone, address: s.address })),
  categories: z.array(z.strictObject({ name: s.line(), products: z.array(product) })),
  orders: z.strictObject({
    /** So many orders end at each step of each order type. */
    perStep: z.int(), days: z.int(), dueInDays: z.int(), scheduled: z.number(), lines: z.strictObject({ min: z.int(), max: z.int() }),
    channels: z.array(z.enum(channels)), paymentMethods: z.array(s.line()), tags: z.array(s.line()),
  }),
})
export type Business = z.infer<typeof business>

const DEMO = new URL('../../../demo/', import.meta.url)

export async function readBusinesses(): Promise<Business[]> {
  const files = (await readdir(DEMO)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(files.map(async (name) => business.parse(JSON.parse(await readFile(new URL(name, DEMO), 'utf8')))))
}
