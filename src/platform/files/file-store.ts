import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'

/** Which file: every one belongs to an organization. Both are ids, so no name that somebody chose ever becomes a path. */
export type FileKey = { organizationId: string; id: string }

/** Where the bytes of files are. What a file is called, what it is and who may see it stands in the database (`file`). */
export type FileStore = {
  /** A path for a file that is still arriving; what nobody kept from there is removed at a later start. */
  newArrival(): Promise<string>
  /** Keeps what arrived at that path, whole or not at all. */
  keep(key: FileKey, arrivedAt: string): Promise<void>
  /** The bytes; undefined where there are none. */
  read(key: FileKey): Promise<{ size: number; bytes: () => Readable } | undefined>
  /** Takes it away; nothing happens where there is nothing. */
  remove(key: FileKey): Promise<void>
}

const DAY = 24 * 3_600_000

/** Files in a directory of this machine, or in one that all nodes mount. */
export async function openLocalFiles(directory: string, newName: () => string): Promise<FileStore> {
  const arriving = path.join(directory, 'arriving')
  await mkdir(arriving, { recursive: true, mode: 0o700 })
  await removeStranded(arriving)
  // A directory of each of 256 endings: the beginnings of ids made on one day are all alike.
  const placeOf = ({ organizationId, id }: FileKey) => path.join(directory, plain(organizationId), plain(id).slice(-2), id)
  return {
    newArrival: async () => path.join(arriving, newName()),
    async keep(key, arrivedAt) {
      const place = placeOf(key)
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      await rename(arrivedAt, place)
    },
    async read(key) {
      const place = placeOf(key)
      const found = await stat(place).catch(nothingThere)
      return found && { size: found.size, bytes: () => createReadStream(place) }
    },
    remove: (key) => rm(placeOf(key), { force: true }),
  }
}

/** What was still arriving when a program was killed. Other nodes may be receiving, so only what is a day old. */
async function removeStranded(arriving: string): Promise<void> {
  for (const name of await readdir(arriving)) {
    const found = await stat(path.join(arriving, name)).catch(nothingThere)
    if (found && found.mtimeMs < Date.now() - DAY) await rm(path.join(arriving, name), { force: true })
  }
}

function plain(id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new TypeError('A file is named by ids')
  return id
}

function nothingThere(error: unknown): undefined {
  if ((error as { code?: string }).code !== 'ENOENT') throw error
}
