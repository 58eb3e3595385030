import type { Permission } from '#domain/kernel/permission.ts'

export type Section = { path: string; name: string; permission: Permission | undefined }

/** The pages of Settings, in their groups, each with what one needs to see it. */
export const groups: { name: string; sections: Section[] }[] = [
  {
    name: 'People and access',
    sections: [
      { path: '/settings/team', name: 'Team', permission: 'member.read' },
      { path: '/settings/api-keys', name: 'API keys', permission: 'api_key.manage' },
      { path: '/settings/sessions', name: 'My sessions', permission: undefined },
      { path: '/settings/refusals', name: 'Refused requests', permission: 'security.read' },
    ],
  },
  {
    name: 'Business',
    sections: [
      { path: '/settings/organization', name: 'Organization', permission: 'organization.read' },
    ],
  },
  {
    name: 'Operations',
    sections: [
      { path: '/settings/order-management', name: 'Order Management', permission: 'process.read' },
      { path: '/settings/blueprints', name: 'Blueprints', permission: 'process.read' },
      { path: '/settings/activity', name: 'Activity log', permission: 'event.read' },
    ],
  },
]
