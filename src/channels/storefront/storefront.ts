import type { FastifyInstance } from 'fastify'
import type { Database } from '#platform/database.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { addIntake } from './intake-routes.ts'
import { addTracking } from './tracking-routes.ts'

export type Storefront = { database: Database; files: FileStore; settings: { publicUrl: string; rateLimits?: boolean } }

/** Everything the world may reach without signing in. */
export function addStorefront(server: FastifyInstance, storefront: Storefront): void {
  addIntake(server, storefront)
  addTracking(server, storefront)
}
