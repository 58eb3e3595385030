import { refuse, refuseField } from '../kernel/refusal.ts'
import { assigneeOf, type Actor } from './actor.ts'
import { reachOf, roleNames, type Role } from '../kernel/permission.ts'

/** Whether a key of this role works on a member's orders alone: nothing can be assigned to a program, so it does somebody's work. */
export function worksForMember(role: Role): boolean {
  return reachOf(role, 'order.read') === 'assigned'
}

/**
 * The member whose work a new key does: the one that was asked for, or else whoever makes it. Null for a role that reaches
 * everything, and where the operator, who is no member, names nobody: such a key sees no order.
 */
export function memberOfKey(role: Role, asked: string | undefined, maker: Actor): string | null {
  if (worksForMember(role)) return asked ?? assigneeOf(maker) ?? null
  if (asked !== undefined) refuseField('/memberId', 'unfit', `Leave the member out: a key with the role ${roleNames[role]} reaches everything and works for nobody in particular.`)
  return null
}

/** Whether a key opens nothing of any order until somebody says whose work it does: one made before such keys worked for a member, or by an operator who named nobody. */
export function awaitsMember({ role, member, revokedAt }: { role: Role; member: object | null; revokedAt: string | null }): boolean {
  return worksForMember(role) && member === null && revokedAt === null
}

/** Whether a key opens nothing because the member whose work it does has no access; given access again, they have it back. */
export function endedWithMember({ member, revokedAt }: { member: { isActive: boolean } | null; revokedAt: string | null }): boolean {
  return member !== null && !member.isActive && revokedAt === null
}

/** Says no to letting a key work for a member unless it waits for one: whose work a key does never changes. */
export function refuseBinding(key: { role: Role; member: { name: string } | null; revokedAt: string | null }): void {
  if (awaitsMember(key)) return
  if (key.revokedAt !== null) refuse('in-use', 'This key was revoked. Make a new one.')
  if (key.member) refuse('in-use', `This key works for ${key.member.name} already. Make another key, and revoke this one.`)
  refuse('in-use', `A key with the role ${roleNames[key.role]} reaches everything and works for nobody in particular.`)
}
