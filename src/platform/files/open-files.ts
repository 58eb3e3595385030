import { newId } from '#domain/kernel/id.ts'
import type { Bucket } from './bucket.ts'
import { openBucketFiles } from './bucket-files.ts'
import type { FileStore } from './file-store.ts'
import { openLocalFiles } from './local-files.ts'

/** The store of files that the settings ask for: a bucket where one is named, otherwise a directory. Neither is tried yet. */
export function openFiles({ bucket, filesDirectory }: { bucket: Bucket | undefined; filesDirectory: string }): Promise<FileStore> {
  return bucket ? openBucketFiles(bucket, filesDirectory, newId) : openLocalFiles(filesDirectory, newId)
}
