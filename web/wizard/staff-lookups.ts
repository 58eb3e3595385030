import { ask, type Answered } from '../ask.ts'
import { addressOfFile, uploadFile } from '../kit/upload-file.ts'
import type { LastOrder, RunClient } from './run-client.ts'

/** What members may look up while they go through a wizard: customers, their last order, each other; and how they send files. */
export function staffLookups(organization: string): Required<Pick<RunClient, 'findCustomers' | 'findLastOrder' | 'findPeople'>> & Pick<RunClient, 'findLineWizard' | 'upload' | 'addressOf'> {
  const options = { organization }
  return {
    findCustomers: async (q) => (await ask('customer.list', { q, limit: 6 }, options)).items,
    findLastOrder: async (customerId) => {
      const { items } = await ask('order.list', { customer: customerId, limit: 1, archived: 'any' }, options)
      return items[0] && lastOrderOf(await ask('order.get', { id: items[0].id }, options))
    },
    findPeople: async () => (await ask('member.list', { active: true, limit: 200 }, options)).items,
    findLineWizard: async (key) => (await ask('wizard.get', { key }, options)).published?.definition,
    upload: (file) => uploadFile(organization, file),
    addressOf: (id) => addressOfFile(organization, id),
  }
}

/** What was ordered last, to be ordered again: what the catalog knows at today's price, other lines at theirs; parts come with their package. */
function lastOrderOf(order: Answered<'order.get'>): LastOrder {
  const lines = order.lines.filter(({ parentId }) => parentId === null)
  return {
    number: order.number, placedAt: order.placedAt,
    items: lines.map(({ name, sku, quantity, unitPrice, answers }) => ({ title: name, quantity, kept: answers, ...(sku ? { sku } : { unitPrice: unitPrice.amount }) })),
  }
}

