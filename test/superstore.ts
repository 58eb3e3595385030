import { existsSync } from 'node:fs'
import path from 'node:path'

/** Where the file of real orders lies, beside the checkout unless DOCKET_SHARED says where; undefined, said aloud, where it is not. */
export function superstoreFile(): string | undefined {
  const file = path.join(process.env['DOCKET_SHARED'] ?? path.join(import.meta.dirname, '../../shared'), 'data/superstore.csv')
  if (existsSync(file)) return file
  process.stderr.write(`${file} is not there, so its import is not tested. DOCKET_SHARED names the directory above data/.\n`)
  return undefined
}
