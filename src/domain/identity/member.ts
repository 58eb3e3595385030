import { refuse } from '../kernel/refusal.ts'
import { roleOf, type Actor } from './actor.ts'
import { roleNames, rolesGrantableBy, type Role } from '../kernel/permission.ts'

/** Says no to handing out a role above one's own. */
export function refuseUngrantable(actor: Actor, role: Role): void {
  const own = roleOf(actor)
  if (own && rolesGrantableBy(own).includes(role)) return
  const grantable = own ? rolesGrantableBy(own).map((each) => roleNames[each]) : []
  refuse('forbidden', `Your role may not give or take the role ${roleNames[role]}${grantable.length > 0 ? `; only ${grantable.join(', ')}` : ''}.`)
}

type Standing = { id: string; role: Role; isActive: boolean }

/**
 * Says no where a change would leave the organization without anybody who can do everything. `activeOwners` are the ids of
 * its active owners as they stand now, read under lock.
 */
export function refuseLosingLastOwner(before: Standing, after: { role: Role; isActive: boolean }, activeOwners: readonly string[]): void {
  const isOwner = before.role === 'owner' && before.isActive
  const staysOwner = after.role === 'owner' && after.isActive
  if (!isOwner || staysOwner || activeOwners.some((id) => id !== before.id)) return
  refuse('in-use', 'This is the only owner. Make somebody else an owner first.')
}
