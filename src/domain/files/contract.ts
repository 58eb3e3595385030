import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'

export const shownFile = z.object({ id: s.id, name: z.string(), mediaType: z.string(), size: z.int(), createdAt: s.instant })
export type ShownFile = z.infer<typeof shownFile>

// Files travel as they are and not as JSON, so these two are no operations: doors of their own carry them (channels/api/file-routes.ts).

/** A file comes in. What it is is read from its bytes, not from its name. */
export const uploadFile = contract({
  name: 'file.upload', method: 'POST', path: '/files', status: 201, permission: 'file.upload', needs: ['idempotency'], summary: 'Upload a photo, a signature or another file (JPEG, PNG, WebP, PDF; at most 25 MB); the body is the file',
  input: z.strictObject({ name: s.line(200), wizardRun: s.id.optional() }), output: shownFile,
})
export const readFile = contract({
  name: 'file.read', method: 'GET', path: '/files/{id}', permission: 'file.read', summary: 'A file: images to be shown or saved, documents to be saved', input: z.strictObject({ id: s.id }), output: z.unknown(),
})
