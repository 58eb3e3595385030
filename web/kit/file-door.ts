import type { ShownFile } from '#domain/files/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { csrfToken, send } from '../ask.ts'
import { problemOf } from '../problem.ts'

/** Hands a file over as it is; what it is, the server reads from its bytes. */
export async function uploadFile(organization: string, file: File): Promise<ShownFile> {
  const response = await send(`/api/v1/files?${new URLSearchParams({ name: file.name.slice(0, 200) })}`, {
    method: 'POST', body: file,
    headers: { 'content-type': file.type || 'application/octet-stream', accept: 'application/json', 'docket-organization': organization, 'x-csrf-token': csrfToken(), 'idempotency-key': newId() },
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as ShownFile
}

/** Where a file is read; an image is shown there, anything else is saved. */
export function fileAddress(organization: string, id: string): string {
  return `/api/v1/files/${encodeURIComponent(id)}?${new URLSearchParams({ organization })}`
}
