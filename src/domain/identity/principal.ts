import type { Actor } from './actor.ts'
import type { Role } from '../kernel/permission.ts'

/** Who stands at the door, before it is known what they want. */
export type Principal = Nobody | Person | ApiClient

export type Nobody = { kind: 'nobody' }

/** Somebody signed in; `member` is their place in the organization the request named, if it named one. */
export type Person = {
  kind: 'person'
  userId: string
  name: string
  email: string
  sessionId: string
  member: { organizationId: string; memberId: string; role: Role } | null
}

/** A program with a key; `memberId` is the member whose work it does, where the key is bound to one. */
export type ApiClient = { kind: 'api_client'; organizationId: string; keyId: string; name: string; role: Role; memberId?: string }

/** The organization and the actor a principal acts as there; undefined while no organization is known. */
export function actorOf(principal: Principal): { organizationId: string; actor: Actor } | undefined {
  if (principal.kind === 'api_client') {
    const { organizationId, keyId, name, role, memberId } = principal
    return { organizationId, actor: { kind: 'api_client', id: keyId, name, role, ...(memberId ? { memberId } : {}) } }
  }
  if (principal.kind === 'nobody' || !principal.member) return undefined
  const { organizationId, memberId, role } = principal.member
  return { organizationId, actor: { kind: 'member', id: memberId, userId: principal.userId, name: principal.name, role } }
}
