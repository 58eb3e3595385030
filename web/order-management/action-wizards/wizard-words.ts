import type { Audience, Purpose } from '#domain/wizards/wizard.ts'
import { channelNames, type Channel } from '#domain/orders/channel.ts'

export const purposeWords: Record<Purpose, { name: string; about: string }> = {
  create: { name: 'Take in a new order', about: 'Its answers become an order.' },
  update: { name: 'Change an order', about: 'Opened on an order, by hand or by a move: reschedule, collect and hand over.' },
  line_item: { name: 'Enter a line item', about: 'Opened when something is added: brand and serial number, colour, photos. It may set quantity and price.' },
}

export const audienceNames: Record<Audience, string> = { staff: 'The team', customer: 'Customers', assistant: 'AI assistants' }

/** How customers get at a wizard of each purpose; only one that takes in orders has an address of its own. */
const customersCome: Record<Purpose, string> = {
  create: 'By the public address, without signing in',
  update: 'From the page at which they follow their order, without signing in',
  line_item: 'When they choose one of these items behind a public address',
}

export function aboutAudience(audience: Audience, purpose: Purpose): string {
  return { staff: 'Members who are signed in', customer: customersCome[purpose], assistant: 'Programs that talk with customers' }[audience]
}

export const audiences = Object.keys(audienceNames) as Audience[]

/** Where a wizard of a purpose may be opened; the public address is one of them, or the page of an order. */
export function entryPoint(channel: Channel, purpose: Purpose): string {
  if (channel === 'web') return purpose === 'update' ? 'Page of the order' : 'Public address'
  return channel === 'counter' ? 'Counter (POS)' : channel === 'portal' ? 'Customer portal' : channelNames[channel]
}

export type EntryPoint = Exclude<Channel, 'import'>
export const entryPoints = ['counter', 'back_office', 'web', 'portal', 'whatsapp', 'assistant', 'api'] as const satisfies EntryPoint[]
