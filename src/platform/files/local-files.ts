import { createReadStream } from 'node:fs'
import { mkdir, opendir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { cannotStart } from '#platform/cannot-start.ts'
import { nothingThere, openArrivals } from './arrivals.ts'
import { keyAt, placeOf, type FileKey, type FileStore } from './file-store.ts'

/** Files in a directory of this machine, or in one that all nodes mount. */
export async function openLocalFiles(directory: string, newName: () => string): Promise<FileStore> {
  const newArrival = await openArrivals(directory, newName)
  const at = (key: FileKey) => path.join(directory, placeOf(key))
  return {
    where: { place: directory, setting: 'DOCKET_FILES' },
    async check() {
      const place = await newArrival()
      try {
        await writeFile(place, 'written', { mode: 0o600 })
        if (await readFile(place, 'utf8') !== 'written') throw new Error('what was written is not what is read')
      } catch (error) {
        throw cannotStart(`The directory of files (DOCKET_FILES), ${directory}, cannot be used: ${error instanceof Error ? error.message : String(error)}.`, error)
      } finally {
        await rm(place, { force: true })
      }
    },
    newArrival,
    async keep(key, arrivedAt) {
      const place = at(key)
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      await rename(arrivedAt, place)
    },
    async read(key) {
      const place = at(key)
      const found = await stat(place).catch(nothingThere)
      return found && { size: found.size, bytes: () => createReadStream(place) }
    },
    remove: (key) => rm(at(key), { force: true }),
    async *kept() {
      for await (const entry of await opendir(directory, { recursive: true })) {
        const place = path.join(entry.parentPath, entry.name)
        const key = keyAt(path.relative(directory, place))
        const found = key && await stat(place).catch(nothingThere)
        if (key && found) yield { ...key, size: found.size }
      }
    },
  }
}
