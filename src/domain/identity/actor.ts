import type { Role } from '../kernel/permission.ts'

/**
 * Who acts. It stands on every event: `system` names the rule that acted, never a person. An API client with a `memberId` works on
 * what that member is assigned to.
 */
export type Actor =
  | { kind: 'member'; id: string; userId: string; name: string; role: Role }
  | { kind: 'api_client'; id: string; name: string; role: Role; memberId?: string }
  | { kind: 'customer'; id: string; name: string }
  | { kind: 'assistant'; id: string; name: string }
  | { kind: 'system'; name: string }

/** The role whose permissions the actor has; the system acts by its own rules and has them all. */
export function roleOf(actor: Actor): Role | undefined {
  if (actor.kind === 'member' || actor.kind === 'api_client') return actor.role
  return actor.kind === 'system' ? 'owner' : undefined
}

/** The member whose assigned orders the actor works on, where its permissions reach no further; undefined where nothing can be assigned to it. */
export function assigneeOf(actor: Actor): string | undefined {
  if (actor.kind === 'member') return actor.id
  return actor.kind === 'api_client' ? actor.memberId : undefined
}
