import { refuseField } from '../kernel/refusal.ts'
import { assigneeOf, type Actor } from './actor.ts'
import { reachOf, roleNames, type Role } from './permission.ts'

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
