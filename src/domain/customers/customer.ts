import { digitsOf, type ContactPoint } from './contact-point.ts'

/** What a customer may be called by; any of it may be missing, all of it is not. */
export type Names = { firstName?: string | null | undefined; lastName?: string | null | undefined; company?: string | null | undefined; email?: string | null | undefined; phone?: string | null | undefined }

/** The one name a customer goes by on lists and orders: the person, else the company, else a way to reach them. */
export function nameOf({ firstName, lastName, company, email, phone }: Names): string {
  return [firstName, lastName].filter(Boolean).join(' ') || company || email || phone || ''
}

/**
 * What search looks through, in lower case: names, company, every way to reach them as written, and numbers as bare digits,
 * so that any way of writing one finds it. Bounded, because it is indexed.
 */
export function searchTextOf(names: Names, contactPoints: ContactPoint[], tags: string[] = []): string {
  const reached = contactPoints.flatMap((point) => (point.medium === 'email' ? [point.value] : [digitsOf(point.value), digitsOf(point.shown)]))
  const words = [names.firstName, names.lastName, names.company, ...reached, ...tags]
  return [...new Set(words.filter(Boolean))].join(' ').toLowerCase().slice(0, 4000)
}
