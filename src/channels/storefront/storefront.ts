import type { FastifyInstance } from 'fastify'
import { addIntake } from './intake-routes.ts'
import type { Surroundings } from './surroundings.ts'
import { addTracking } from './tracking-routes.ts'

/** Everything the world may reach without signing in. */
export function addStorefront(server: FastifyInstance, surroundings: Surroundings): void {
  addIntake(server, surroundings)
  addTracking(server, surroundings)
}
