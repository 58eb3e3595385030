import type { Database } from '#platform/database.ts'
import type { FileStore } from '#platform/files/file-store.ts'

/** What everything here stands on. */
export type Surroundings = { database: Database; files: FileStore; settings: { publicUrl: string; rateLimits?: boolean } }
