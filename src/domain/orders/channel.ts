/** Where an order comes from. */
export const channels = ['counter', 'back_office', 'portal', 'web', 'whatsapp', 'assistant', 'api', 'import'] as const
export type Channel = (typeof channels)[number]

export const channelNames: Record<Channel, string> = {
  counter: 'Counter', back_office: 'Back office', portal: 'Customer portal', web: 'Web', whatsapp: 'WhatsApp',
  assistant: 'AI assistant', api: 'API', import: 'Import',
}
