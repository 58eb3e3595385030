import type { ShownImport } from '#domain/imports/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { csrfToken } from '../ask.ts'
import { Problem, problemOf } from '../problem.ts'

/** Sends a file as it is; it is read as it arrives, so it may be large. `onProgress` hears how much of it has left, from 0 to 1. */
export async function sendFile(organization: string, file: File, onProgress: (part: number) => void): Promise<ShownImport> {
  const response = await sendWithProgress(`/api/v1/imports?${new URLSearchParams({ fileName: file.name.slice(0, 200) })}`, file, onProgress, {
    'content-type': 'text/csv', accept: 'application/json', 'docket-organization': organization, 'x-csrf-token': csrfToken(), 'idempotency-key': newId(),
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as ShownImport
}

// fetch tells nothing of what it has sent so far; the older way does.
function sendWithProgress(address: string, body: File, onProgress: (part: number) => void, headers: Record<string, string>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => resolve(new Response(request.responseText, { status: request.status, headers: { 'content-type': request.getResponseHeader('content-type') ?? '' } })))
    request.addEventListener('error', () => reject(new Problem('offline', 0, 'Docket cannot be reached. Check the connection; nothing was imported.')))
    request.send(body)
  })
}
