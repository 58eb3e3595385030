import { newId } from '#domain/kernel/id.ts'
import type { ShownFile } from '#domain/files/contract.ts'
import { ask, csrfToken, send, type Answered } from '../ask.ts'
import { problemOf } from '../problem.ts'
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
    upload: (file) => sendFile(organization, file),
    addressOf: (id) => fileAddress(organization, id),
  }
}

export async function sendFile(organization: string, file: File, idempotencyKey: string = newId()): Promise<ShownFile> {
  const response = await send(`/api/v1/files?${new URLSearchParams({ name: file.name.slice(0, 200) || 'file' })}`, {
    method: 'POST', body: file,
    headers: { accept: 'application/json', 'content-type': file.type || 'application/octet-stream', 'docket-organization': organization, 'x-csrf-token': csrfToken(), 'idempotency-key': idempotencyKey },
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as ShownFile
}

/** Where a picture shows a file: pictures carry no headers, so the organization stands in the address. */
export function fileAddress(organization: string, id: string): string {
  return `/api/v1/files/${id}?${new URLSearchParams({ organization })}`
}

/** What was ordered last, to be ordered again: what the catalog knows at today's price, other lines at theirs; parts come with their package. */
function lastOrderOf(order: Answered<'order.get'>): LastOrder {
  const lines = order.lines.filter(({ parentId }) => parentId === null)
  return {
    number: order.number, placedAt: order.placedAt,
    items: lines.map(({ name, sku, quantity, unitPrice }) => ({ title: name, quantity, ...(sku ? { sku } : { unitPrice: unitPrice.amount }) })),
  }
}

