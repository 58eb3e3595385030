import type { z } from 'zod'
import type { shownInvitation } from '#domain/identity/contract.ts'
import type { Invitation } from './invitation-rows.ts'

export function showInvitation({ id, email, role, invitedBy, createdAt, expiresAt }: Omit<Invitation, 'acceptedAt'>): z.infer<typeof shownInvitation> {
  return { id, email, role, invitedBy, createdAt, expiresAt }
}
