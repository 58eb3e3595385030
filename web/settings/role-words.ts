import { roleNames, type Role } from '#domain/kernel/permission.ts'

/** What a role is for, in a sentence. */
export const roleWords: Record<Role, string> = {
  owner: 'Everything, and the only one who makes other owners.',
  admin: 'Everything except making owners: team, keys, settings, process.',
  manager: 'Orders, prices, payments, customers, catalog, imports, and inviting staff.',
  staff: 'Takes orders, moves them on and looks after customers.',
  contractor: 'Sees and works on what is assigned to them, and nothing else.',
}

export function roleChoices(among: readonly Role[]): { value: Role; label: string }[] {
  return among.map((role) => ({ value: role, label: roleNames[role] }))
}
