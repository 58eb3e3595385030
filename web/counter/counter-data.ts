import type { OrganizationSettings } from '#domain/identity/settings.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { ask, type Answered } from '../ask.ts'
import type { Place } from '../wizard/run-client.ts'
import type { CounterStore } from './counter-store.ts'

export type KeptItem = { productId: string; sku: string; name: string; description: string; category: string | null; unit: string | null; amount: number; currency: string; taxRate: number; available: number | null }

/** Everything a counter goes on with when the network is gone: whose it is, what is asked, and what can be ordered. */
export type CounterData = {
  organization: { slug: string; name: string }
  member: string
  place: Place
  taxRate: number
  locations: OrganizationSettings['locations']
  wizards: Wizard[]
  lineWizards: Wizard[]
  /** The published version of each of them, by its key; not known of what an earlier Docket kept here. */
  versions?: Record<string, number>
  items: KeptItem[]
  /** When it is open; not known of what an earlier Docket kept here. */
  hours?: OrganizationSettings['hours']
  /** How many days what was begun is kept. */
  unfinishedDays?: number
  readAt: string
}

const MOST_ITEMS = 20_000

/** Reads everything anew and keeps it. */
export async function readCounter(store: CounterStore, organization: string): Promise<CounterData> {
  const options = { organization }
  const [session, types, offered, entered, items] = await Promise.all([
    ask('session.read', {}, options), ask('order_type.list', {}, options), ask('wizard.list', { purpose: 'create', channel: 'counter', runnable: true }, options),
    ask('wizard.list', { purpose: 'line_item', channel: 'counter', runnable: true }, options), readItems(organization),
  ])
  const here = session.here?.organization
  if (!here) throw new Error('The counter belongs to an organization.')
  const [orders, lines] = await Promise.all([readPublished(organization, offered), readPublished(organization, entered)])
  const data: CounterData = {
    organization: { slug: here.slug, name: here.name }, member: session.person.name, taxRate: here.taxRate, locations: here.locations, items, unfinishedDays: here.unfinishedDays, hours: here.hours, readAt: new Date().toISOString(),
    wizards: orders.map(({ definition }) => definition), lineWizards: lines.map(({ definition }) => definition),
    versions: Object.fromEntries([...orders, ...lines].map(({ definition, version }) => [definition.key, version])),
    place: {
      locale: here.locale, timeZone: here.timeZone, currency: here.currency, country: here.country, taxIncluded: here.taxIncluded,
      orderTypes: types.items.map(({ key, name, fulfilmentMethods }) => ({ key, name, fulfilmentMethods })),
    },
  }
  await store.write(`counter/${organization}`, data)
  return data
}

/** What was kept when it was read last. */
export function keptCounter(store: CounterStore, organization: string): Promise<CounterData | undefined> {
  return store.read<CounterData>(`counter/${organization}`)
}

async function readPublished(organization: string, listed: Answered<'wizard.list'>): Promise<{ definition: Wizard; version: number }[]> {
  const shown = await Promise.all(listed.items.map(({ key }) => ask('wizard.get', { key }, { organization })))
  return shown.flatMap(({ published }) => published ?? [])
}

async function readItems(organization: string): Promise<KeptItem[]> {
  const items: KeptItem[] = []
  let cursor: string | null = null
  do {
    const page: Answered<'product.list'> = await ask('product.list', { active: true, limit: 500, ...(cursor ? { cursor } : {}) }, { organization })
    items.push(...page.items.flatMap(({ id, name, description, category, unit, taxRate, variants }) => variants.map((variant): KeptItem => ({
      productId: id, sku: variant.sku, name: variant.name ? `${name} – ${variant.name}` : name, description, category: category?.name ?? null, unit, amount: variant.price.amount, currency: variant.price.currency, taxRate,
      available: variant.stock.tracked ? variant.stock.available : null,
    }))))
    cursor = page.nextCursor
  } while (cursor !== null && items.length < MOST_ITEMS)
  return items
}
