import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { Scope } from '#platform/scope.ts'
import { findFile } from './file-rows.ts'
import { withBytes, type ReadFile } from './read-file.ts'

/** The organization's logo, for everybody who reaches any of its pages: the one file that its settings make public. */
export async function readLogo(files: FileStore, scope: Scope): Promise<ReadFile> {
  const { logoFileId } = await organizationSettings(scope)
  const file = (logoFileId === null ? undefined : await findFile({ ...scope, reach: 'all' }, logoFileId)) ?? refuseUnknown('file')
  return withBytes(files, scope.organizationId, file)
}
