/** Who may do what: the one place. Deny by default; `assigned` means only on orders one is assigned to. */
export const roles = ['owner', 'admin', 'manager', 'staff', 'contractor'] as const
export type Role = (typeof roles)[number]
/** Over everything, over the orders one is assigned to, or over what one began oneself and nothing else. */
export type Reach = 'all' | 'assigned' | 'own'

export const roleNames: Record<Role, string> = { owner: 'Owner', admin: 'Admin', manager: 'Manager', staff: 'Staff', contractor: 'Contractor' }

const everyone = ['owner', 'admin', 'manager', 'staff', 'contractor'] as const
const team = ['owner', 'admin', 'manager', 'staff'] as const
const managers = ['owner', 'admin', 'manager'] as const
const admins = ['owner', 'admin'] as const

const allowed = {
  'organization.read': everyone,
  'organization.update': admins,
  'order.read': everyone,
  'order.create': team,
  'order.update': team,
  'order.price': managers,
  'order.move': team,
  'order.step_back': managers,
  'order.assign': team,
  'order.payment': managers,
  'order.archive': team,
  'order.import': managers,
  'order.export': managers,
  'line_item.move': everyone,
  'checklist.update': team,
  'checklist.tick': everyone,
  'wizard.run': team,
  'file.read': everyone,
  'file.upload': everyone,
  'event.read': managers,
  'customer.read': team,
  'customer.update': team,
  'customer.merge': managers,
  'catalog.read': everyone,
  'catalog.update': managers,
  'process.read': everyone,
  'process.update': managers,
  'process.publish': admins,
  'process.migrate': admins,
  'blueprint.apply': admins,
  'view.read': everyone,
  'view.update': managers,
  'member.read': everyone,
  'member.invite': managers,
  'member.update': admins,
  'api_key.manage': admins,
  'security.read': admins,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof allowed
export const permissions = Object.keys(allowed) as Permission[]

// A contractor sees and works on what they are assigned to, and nothing else.
const contractorReach: Reach = 'assigned'

/** How far the role's permission reaches: over everything, over assigned orders, or not at all (undefined). */
export function reachOf(role: Role, permission: Permission): Reach | undefined {
  if (!(allowed[permission] as readonly Role[]).includes(role)) return undefined
  return role === 'contractor' ? contractorReach : 'all'
}

/**
 * What a customer may ask by themselves, operation by operation, and then only about the one wizard run that is theirs: their
 * actor's id is that run's (channels/storefront). Everything else is denied, whatever its permission.
 */
export const customerOperations: ReadonlySet<string> = new Set(['wizard_run.start', 'wizard_run.get', 'wizard_run.answer', 'wizard_run.finish', 'wizard_run.list_items', 'file.upload', 'file.read'])

/** The roles a member of this role may hand out or take away: never one above their own. */
export function rolesGrantableBy(role: Role): readonly Role[] {
  if (role === 'owner') return roles
  if (role === 'admin') return ['admin', 'manager', 'staff', 'contractor']
  if (role === 'manager') return ['staff', 'contractor']
  return []
}
