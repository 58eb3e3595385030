import { z } from 'zod'
import { shownBlueprint } from '../blueprints/contents.ts'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'
import { welcomes } from './entry.ts'
import { permissions, roles } from '../kernel/permission.ts'
import { organizationSettings } from './settings.ts'

const role = z.enum(roles)
const nothing = z.strictObject({})
const none = z.object({})

export const shownOrganization = organizationSettings.extend({ id: s.id, slug: s.key, version: z.int(), blueprint: z.string().nullable() })
export type ShownOrganization = z.infer<typeof shownOrganization>

export const shownMember = z.object({
  id: s.id, userId: s.id, name: z.string(), email: z.string(), role, isActive: z.boolean(), jobTitle: z.string().nullable(), joinedAt: s.instant,
  version: z.int(),
})
export type ShownMember = z.infer<typeof shownMember>

/**
 * Who is asking, where they belong, and what they may do in the organization they named. Whatever is read after this is at
 * least as new as `livePosition`: a stream of events opened from there on misses nothing of it.
 */
export const whoAmI = contract({
  name: 'session.read', method: 'GET', path: '/session', permission: 'signed-in', summary: 'Who is signed in, their organizations, and what they may do here', input: nothing,
  output: z.object({
    person: z.object({ userId: s.id, name: z.string(), email: z.string() }),
    organizations: z.array(z.object({ id: s.id, slug: z.string(), name: z.string(), role })),
    here: z.object({ organization: shownOrganization, memberId: s.id, role, permissions: z.array(z.enum(permissions as [string, ...string[]])), livePosition: z.int() }).nullable(),
  }),
})
export const listSessions = contract({
  name: 'session.list', method: 'GET', path: '/sessions', permission: 'signed-in',
  summary: "One's own sessions",
  input: nothing,
  output: z.object({ items: z.array(z.object({ id: s.line(100), createdAt: s.instant, lastSeenAt: s.instant, device: z.string().nullable(), isCurrent: z.boolean() })) }),
})
export const revokeSession = contract({
  name: 'session.revoke', method: 'DELETE', path: '/sessions/{id}', permission: 'signed-in',
  summary: 'End a session at once',
  input: z.strictObject({ id: s.line(100) }), output: none, status: 204,
})

export const foundOrganization = contract({
  name: 'organization.found', method: 'POST', path: '/organizations', status: 201, permission: 'signed-in', summary: 'Found an organization, from a blueprint or from nothing; the asker becomes its owner',
  input: z.strictObject({ id: s.id.optional(), name: s.line(100), slug: s.key, blueprint: s.key.optional(), timeZone: s.zone.default('UTC'), currency: s.currency.default('USD') }), output: shownOrganization,
})
export const getOrganization = contract({
  name: 'organization.get', method: 'GET', path: '/organization', permission: 'organization.read',
  summary: 'Read the organization',
  input: nothing, output: shownOrganization,
})
export const updateOrganization = contract({
  name: 'organization.update', method: 'PATCH', path: '/organization', permission: 'organization.update', needs: ['version'],
  summary: 'Change the organization',
  input: organizationSettings.partial(), output: shownOrganization,
})

export const listMembers = contract({
  name: 'member.list', method: 'GET', path: '/members', permission: 'member.read',
  summary: 'List members',
  input: z.strictObject({ q: z.string().max(100).optional(), active: s.flag.optional(), ...s.paging }), output: s.pageOf(shownMember),
})
export const updateMember = contract({
  name: 'member.update', method: 'PATCH', path: '/members/{id}', permission: 'member.update',
  summary: "Change a member's role or job title",
  input: z.strictObject({ id: s.id, role: role.optional(), jobTitle: s.line(100).nullable().optional() }), output: shownMember,
})
export const deactivateMember = contract({
  name: 'member.deactivate', method: 'POST', path: '/members/{id}/deactivate', permission: 'member.update',
  summary: 'Take away access at once; what they did stays on record',
  input: z.strictObject({ id: s.id }), output: shownMember,
})
export const reactivateMember = contract({
  name: 'member.reactivate', method: 'POST', path: '/members/{id}/reactivate', permission: 'member.update',
  summary: 'Give access back',
  input: z.strictObject({ id: s.id }), output: shownMember,
})

export const shownInvitation = z.object({
  id: s.id, email: z.string(), role, invitedBy: z.string(), createdAt: s.instant, expiresAt: s.instant, link: z.string().optional(),
})
export const listInvitations = contract({
  name: 'invitation.list', method: 'GET', path: '/invitations', permission: 'member.invite',
  summary: 'Invitations not yet accepted',
  input: nothing, output: z.object({ items: z.array(shownInvitation) }),
})
export const inviteMember = contract({
  name: 'member.invite', method: 'POST', path: '/invitations', status: 201, answersSecret: true, permission: 'member.invite',
  summary: 'Invite somebody; the answer holds the link to hand them, shown once',
  input: z.strictObject({ email: s.email, role }), output: shownInvitation,
  example: { email: 'sam@example.com', role: 'staff' },
})
export const withdrawInvitation = contract({
  name: 'invitation.withdraw', method: 'DELETE', path: '/invitations/{id}', permission: 'member.invite',
  summary: 'Withdraw an invitation',
  input: z.strictObject({ id: s.id }), output: none, status: 204,
})
export const readInvitation = contract({
  name: 'invitation.read', method: 'POST', path: '/invitations/read', permission: 'public',
  summary: 'What an invitation link leads to',
  input: z.strictObject({ token: z.string().min(20).max(100) }), output: z.object({ organizationName: z.string(), role, email: z.string() }),
})
export const acceptInvitation = contract({
  name: 'invitation.accept', method: 'POST', path: '/invitations/accept', permission: 'signed-in',
  summary: 'Join the organization one was invited to',
  input: z.strictObject({ token: z.string().min(20).max(100) }), output: z.object({ organizationId: s.id, slug: z.string() }),
})

/** `member` is whose work a key does that reaches only what is assigned; it opens nothing while they have no access. */
export const shownApiKey = z.object({
  id: s.id, name: z.string(), role, member: z.object({ id: s.id, name: z.string(), isActive: z.boolean() }).nullable(), start: z.string(),
  createdBy: z.string(), createdAt: s.instant, lastUsedAt: s.instant.nullable(), revokedAt: s.instant.nullable(), key: z.string().optional(),
})
export const listApiKeys = contract({
  name: 'api_key.list', method: 'GET', path: '/api-keys', permission: 'api_key.manage',
  summary: 'List API keys',
  input: nothing, output: z.object({ items: z.array(shownApiKey) }),
})
export const createApiKey = contract({
  name: 'api_key.create', method: 'POST', path: '/api-keys', status: 201, answersSecret: true, permission: 'api_key.manage',
  summary: 'Make an API key; the key itself is shown once. One with the role contractor works on the orders assigned to a member: to the one it names, or to whoever makes it',
  input: z.strictObject({ name: s.line(100), role, memberId: s.id.optional() }), output: shownApiKey,
  example: { name: 'Warehouse', role: 'staff' },
})
export const bindApiKey = contract({
  name: 'api_key.bind', method: 'POST', path: '/api-keys/{id}/member', permission: 'api_key.manage',
  summary: 'Say for which member a key with the role contractor works that works for nobody yet, and so sees no order',
  input: z.strictObject({ id: s.id, memberId: s.id }), output: shownApiKey,
})
export const revokeApiKey = contract({
  name: 'api_key.revoke', method: 'DELETE', path: '/api-keys/{id}', permission: 'api_key.manage',
  summary: 'Revoke an API key at once',
  input: z.strictObject({ id: s.id }), output: none, status: 204,
})

/**
 * What was refused to somebody for security, so often within a moment. `refused` is the problem they were told, or `row-security` where
 * only the database held them back; `asked` what the route is for, where it is an operation.
 */
export const shownSecurityRefusal = z.object({
  id: s.id, at: s.instant, count: z.int(), refused: z.string(), who: z.object({ kind: z.enum(['member', 'api_client']), id: s.id.nullable(), name: z.string().nullable() }),
  asked: z.string().nullable(), method: z.string(), route: z.string(), network: z.string(), requestId: z.string(),
})
export type ShownSecurityRefusal = z.infer<typeof shownSecurityRefusal>
export const listSecurityRefusals = contract({
  name: 'security_refusal.list', method: 'GET', path: '/security-refusals', permission: 'security.read',
  summary: 'What was refused for security to members and API keys in the last ninety days, newest first',
  input: z.strictObject({ ...s.paging }), output: s.pageOf(shownSecurityRefusal),
})

/** What the sign-in page needs to know before anyone has signed in; `signUp` is who may make an account now. */
export const firstRun = contract({
  name: 'installation.read', method: 'GET', path: '/installation', permission: 'public',
  summary: 'Whether anybody is here yet, who may make an account, and the demo sign-in where this is a demo',
  input: nothing,
  output: z.object({
    isEmpty: z.boolean(), signUp: z.enum(welcomes), needsFirstRunToken: z.boolean(),
    demo: z.object({ email: z.string(), password: z.string() }).nullable(), blueprints: z.array(shownBlueprint),
  }),
})
