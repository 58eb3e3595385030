import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { openLocalFiles } from '#platform/files/local-files.ts'

export type TestFiles = FileStore & {
  /** The paths of all files that are there, arriving ones too. */
  list(): Promise<string[]>
}

/** A file store of this test file's own, taken away when the file is done. */
export async function testFiles(): Promise<TestFiles> {
  const directory = await mkdtemp(path.join(tmpdir(), 'docket-files-'))
  afterAll(() => rm(directory, { recursive: true, force: true }))
  const store = await openLocalFiles(directory, newId)
  const list = async () => (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort()
  return { ...store, list }
}
