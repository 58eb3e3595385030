import { newId } from '#domain/kernel/id.ts'
import type { OfferedItem } from '#domain/wizards/contract.ts'
import type { RunClient } from './run-client.ts'

const samples = [['Sample item', 2500], ['Another item', 4900], ['A third one', 1200]] as const

/** Answers a run on the page alone, with made-up items to choose from: for previews. */
export function localClient({ currency }: { currency: string }): RunClient {
  const files = new Map<string, string>()
  const items = samples.map(([name, amount], i): OfferedItem => ({ productId: newId(), sku: `SAMPLE-${i + 1}`, name, description: '', category: null, unit: null, price: { amount, currency }, available: null, wizard: null }))
  return {
    keep: async () => undefined,
    complete: async () => undefined,
    finish: async () => ({ order: null, waits: false }),
    listItems: async (_, { q = '' }) => ({ items: items.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase())), nextCursor: null }),
    upload: async (file) => {
      const id = newId()
      files.set(id, URL.createObjectURL(file))
      return { id, name: file.name, mediaType: file.type }
    },
    addressOf: (id) => files.get(id),
    findLineWizard: async () => undefined,
  }
}
