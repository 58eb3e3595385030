import type { Audience, Purpose } from '#domain/wizards/wizard.ts'
import { channelNames, type Channel } from '#domain/orders/channel.ts'

export const purposeWords: Record<Purpose, { name: string; about: string }> = {
  create: { name: 'Take in a new order', about: 'Its answers become an order.' },
  update: { name: 'Change an order', about: 'Opened on an order, by hand or by a move: reschedule, collect and hand over.' },
  line_item: { name: 'Enter a line item', about: 'Opened when something is added: brand and serial number, colour, photos. It may set quantity and price.' },
}

export const audienceWords: Record<Audience, { name: string; about: string }> = {
  staff: { name: 'The team', about: 'Members who are signed in' },
  customer: { name: 'Customers', about: 'By the public address, without signing in' },
  assistant: { name: 'AI assistants', about: 'Programs that talk with customers' },
}

export const audiences = Object.keys(audienceWords) as Audience[]

/** Where a wizard may be opened; the public address is one of them. */
export const entryPoints: Partial<Record<Channel, string>> = { ...channelNames, counter: 'Counter (POS)', web: 'Public address', portal: 'Customer portal' }

export type EntryPoint = Exclude<Channel, 'import'>
export const entryPointChoices = (['counter', 'back_office', 'web', 'portal', 'whatsapp', 'assistant', 'api'] as const satisfies EntryPoint[]).map((channel) => ({ value: channel, label: entryPoints[channel] ?? channelNames[channel] }))
