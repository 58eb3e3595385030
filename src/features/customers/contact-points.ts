import { isReachable, normalizeEmail, type ContactPoint } from '#domain/customers/contact-point.ts'
import { refuseField } from '#domain/kernel/refusal.ts'
import { normalizePhone } from './normalize-phone.ts'

/** A contact point with the field of the request it came in by, so that a refusal can name it. */
export type PointedContactPoint = ContactPoint & { pointer: string }

export type WrittenContactPoint = { medium: ContactPoint['medium']; value: string; label?: string | undefined }
type Given = { email: string | null; phone: string | null; contactPoints: WrittenContactPoint[] }

/** Every way to reach a customer, normalized, each once: their email and phone first, then the others. */
export function contactPointsOf({ email, phone, contactPoints }: Given, homeCountry: string): PointedContactPoint[] {
  const points: PointedContactPoint[] = []
  const add = (medium: ContactPoint['medium'], shown: string, label: string | null, isPrimary: boolean, pointer: string) => {
    const value = medium === 'email' ? normalizeEmail(shown) : normalizePhone(shown, homeCountry)
    if (!points.some((known) => known.medium === medium && known.value === value)) points.push({ medium, value, shown, label, isPrimary, pointer })
  }
  if (email !== null) add('email', email, null, true, '/email')
  if (phone !== null) add('phone', phone, null, true, '/phone')
  for (const [i, point] of contactPoints.entries()) add(point.medium, point.value, point.label ?? null, false, `/contactPoints/${i}/value`)
  return points
}

/** Says no to what the medium could never reach anyone at. */
export function refuseUnreachable(contactPoints: WrittenContactPoint[]): void {
  for (const [i, { medium, value }] of contactPoints.entries()) {
    if (!isReachable(medium, value)) refuseField(`/contactPoints/${i}/value`, 'invalid', medium === 'email' ? 'This is not an email address.' : 'This is not a phone number.')
  }
}
