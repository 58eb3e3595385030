import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'

const DAY = 24 * 3_600_000

/** Makes paths on this machine for files that are still arriving, below that directory. */
export async function openArrivals(directory: string, newName: () => string): Promise<() => Promise<string>> {
  const arriving = path.join(directory, 'arriving')
  await mkdir(arriving, { recursive: true, mode: 0o700 })
  await removeStranded(arriving)
  return async () => path.join(arriving, newName())
}

/** What was still arriving when a program was killed. Other nodes may be receiving, so only what is a day old. */
async function removeStranded(arriving: string): Promise<void> {
  for (const name of await readdir(arriving)) {
    const found = await stat(path.join(arriving, name)).catch(nothingThere)
    if (found && found.mtimeMs < Date.now() - DAY) await rm(path.join(arriving, name), { force: true })
  }
}

/** For what may be missing: anything else that goes wrong goes on. */
export function nothingThere(error: unknown): undefined {
  if ((error as { code?: string }).code !== 'ENOENT') throw error
}
