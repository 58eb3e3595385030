import type { Readable } from 'node:stream'

/** Which file: every one belongs to an organization. Both are ids, so no name that somebody chose ever becomes a path. */
export type FileKey = { organizationId: string; id: string }

/** Where the bytes of files are. What a file is called, what it is and who may see it stands in the database (`file`). */
export type FileStore = {
  /** For whoever runs Docket: the place, in words, and the setting that names it. */
  where: { place: string; setting: string }
  /** Writes, reads and removes something, and says in words what of it does not work. */
  check(): Promise<void>
  /** A path for a file that is still arriving; what nobody kept from there is removed at a later start. */
  newArrival(): Promise<string>
  /** Keeps what arrived at that path, whole or not at all. */
  keep(key: FileKey, arrivedAt: string): Promise<void>
  /** The bytes; undefined where there are none. */
  read(key: FileKey): Promise<{ size: number; bytes: () => Readable } | undefined>
  /** Takes it away; nothing happens where there is nothing. */
  remove(key: FileKey): Promise<void>
  /** Everything that is kept, in no order. */
  kept(): AsyncIterable<FileKey & { size: number }>
}

/** The name of a file's place, the same in every store. One of 256 endings: the beginnings of ids made on one day are all alike. */
export function placeOf({ organizationId, id }: FileKey): string {
  return `${plain(organizationId)}/${plain(id).slice(-2)}/${id}`
}

/** Which file a place belongs to; undefined for what is no place of a file. */
export function keyAt(place: string): FileKey | undefined {
  const [, organizationId, ending, id] = /^([0-9a-f-]{36})\/([0-9a-f]{2})\/([0-9a-f-]{36})$/.exec(place) ?? []
  return organizationId && id && ending === id.slice(-2) ? { organizationId, id } : undefined
}

function plain(id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new TypeError('A file is named by ids')
  return id
}
