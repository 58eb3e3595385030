import type { ShownImport } from '#domain/imports/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { csrfToken, send } from '../ask.ts'
import { problemOf } from '../problem.ts'

/** Sends a file as it is; it is read as it arrives, so it may be large. */
export async function sendFile(organization: string, file: File): Promise<ShownImport> {
  const response = await send(`/api/v1/imports?${new URLSearchParams({ fileName: file.name.slice(0, 200) })}`, {
    method: 'POST', body: file,
    headers: { 'content-type': 'text/csv', accept: 'application/json', 'docket-organization': organization, 'x-csrf-token': csrfToken(), 'idempotency-key': newId() },
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as ShownImport
}
