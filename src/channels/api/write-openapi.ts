import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { contracts } from '#domain/contracts.ts'
import { openApiDocument } from './openapi.ts'

/** Where the document stands for readers of the repository; `node src/channels/api/write-openapi.ts` writes it. */
export const WRITTEN = path.join(import.meta.dirname, '../../../docs/openapi.json')

export function writtenOpenApi(): string {
  return `${JSON.stringify(openApiDocument(contracts), null, 1)}\n`
}

if (import.meta.main) await writeFile(WRITTEN, writtenOpenApi())
