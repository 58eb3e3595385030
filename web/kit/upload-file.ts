import type { ShownFile } from '#domain/files/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { csrfToken, send } from '../ask.ts'
import { problemOf } from '../problem.ts'

/** Sends a file as it is; Docket reads from its bytes what it is. The same key again sends it only once. */
export async function uploadFile(organization: string, file: File, { wizardRun, idempotencyKey = newId() }: { wizardRun?: string; idempotencyKey?: string } = {}): Promise<ShownFile> {
  const response = await send(`/api/v1/files?${new URLSearchParams({ name: file.name.slice(0, 200) || 'file', ...(wizardRun ? { wizardRun } : {}) })}`, {
    method: 'POST', body: file,
    headers: { 'content-type': 'application/octet-stream', accept: 'application/json', 'docket-organization': organization, 'x-csrf-token': csrfToken(), 'idempotency-key': idempotencyKey },
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as ShownFile
}

/** Where an uploaded file is; an image can be shown from there. */
export function addressOfFile(organization: string, id: string): string {
  return `/api/v1/files/${id}?${new URLSearchParams({ organization })}`
}
