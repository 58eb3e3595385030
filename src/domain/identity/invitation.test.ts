import { expect, it } from 'vitest'
import { invitationExpiry, refuseOthersInvitation, refuseSpent } from './invitation.ts'

const now = '2026-03-01T12:00:00.000Z'
const expiresAt = invitationExpiry(now)

it('is good for seven days', () => {
  expect(expiresAt).toBe('2026-03-08T12:00:00.000Z')
  expect(() => refuseSpent({ acceptedAt: null, expiresAt }, '2026-03-08T11:59:59.999Z')).not.toThrow()
  expect(() => refuseSpent({ acceptedAt: null, expiresAt }, expiresAt)).toThrow('run out')
})

it('is good once', () => {
  expect(() => refuseSpent({ acceptedAt: now, expiresAt }, now)).toThrow('accepted already')
})

it('is good for the invited address alone, in whatever letters', () => {
  expect(() => refuseOthersInvitation({ email: 'sam@example.com' }, { email: 'Sam@Example.com' })).not.toThrow()
  expect(() => refuseOthersInvitation({ email: 'sam@example.com' }, { email: 'robin@example.com' })).toThrow('sam@example.com')
})
