import { randomUUID } from 'node:crypto'
import type { Story } from './start-story.ts'

/** Asks as the demo's owner, with their browser's session: what a key may not (publish a wizard, say) an owner may. */
export async function askAsOwner<T>(story: Story, organization: string, method: string, path: string, body: unknown, version?: number): Promise<T> {
  const page = await story.openPage(`/${organization}/orders`)
  const csrf = (await page.context().cookies()).find(({ name }) => name === 'docket-csrf')?.value ?? ''
  const response = await page.request.fetch(`/api/v1${path}`, {
    method, data: body, headers: { origin: story.address, 'docket-organization': organization, 'x-csrf-token': csrf, 'idempotency-key': randomUUID(), ...(version === undefined ? {} : { 'if-match': `"${version}"` }) },
  })
  const text = await response.text()
  await page.context().close()
  if (!response.ok()) throw new Error(`${method} ${path}: ${text}`)
  return JSON.parse(text) as T
}
