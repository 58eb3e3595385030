import { describe, expect, it } from 'vitest'
import type { Actor } from './actor.ts'
import { refuseLosingLastOwner, refuseUngrantable } from './member.ts'
import { roles, rolesGrantableBy, type Role } from '../kernel/permission.ts'

const actor = (role: Role): Actor => ({ kind: 'member', id: '1', userId: '1', name: 'Robin', role })

describe('refuseUngrantable', () => {
  it.each(roles)('lets %s give exactly the roles they may', (role) => {
    const given = roles.filter((wanted) => !refuses(() => refuseUngrantable(actor(role), wanted)))
    expect(given).toEqual(rolesGrantableBy(role))
  })

  it('lets nobody give a role above their own', () => {
    for (const [rank, role] of roles.entries()) expect(rolesGrantableBy(role).every((given) => roles.indexOf(given) >= rank)).toBe(true)
  })

  it('lets customers and assistants give none', () => {
    for (const role of roles) expect(refuses(() => refuseUngrantable({ kind: 'customer', id: '1', name: 'Ada' }, role))).toBe(true)
  })
})

describe('refuseLosingLastOwner', () => {
  const owner = { id: 'a', role: 'owner', isActive: true } as const

  it('refuses to demote or deactivate the only owner', () => {
    expect(refuses(() => refuseLosingLastOwner(owner, { role: 'admin', isActive: true }, ['a']))).toBe(true)
    expect(refuses(() => refuseLosingLastOwner(owner, { role: 'owner', isActive: false }, ['a']))).toBe(true)
  })

  it('allows it where another owner is left, or nothing is lost', () => {
    expect(refuses(() => refuseLosingLastOwner(owner, { role: 'admin', isActive: true }, ['a', 'b']))).toBe(false)
    expect(refuses(() => refuseLosingLastOwner(owner, { role: 'owner', isActive: true }, ['a']))).toBe(false)
    expect(refuses(() => refuseLosingLastOwner({ ...owner, isActive: false }, { role: 'admin', isActive: false }, ['b']))).toBe(false)
    expect(refuses(() => refuseLosingLastOwner({ ...owner, role: 'staff' }, { role: 'staff', isActive: false }, ['b']))).toBe(false)
  })
})

function refuses(attempt: () => void): boolean {
  try {
    attempt()
    return false
  } catch {
    return true
  }
}
