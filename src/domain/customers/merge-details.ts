import type { Address } from '../kernel/schema.ts'

/** What is kept about a customer and can be changed. */
export type CustomerDetails = {
  firstName: string | null
  lastName: string | null
  company: string | null
  email: string | null
  phone: string | null
  preferredMedium: string | null
  language: string | null
  addresses: Address[]
  preferences: string
  notes: string
  tags: string[]
}

/** What is known of one customer after another turned out to be the same: theirs first, then whatever the other adds. Nothing is lost. */
export function mergeDetails(kept: CustomerDetails, other: CustomerDetails): CustomerDetails {
  const isNamed = kept.firstName !== null || kept.lastName !== null
  return {
    firstName: isNamed ? kept.firstName : other.firstName,
    lastName: isNamed ? kept.lastName : other.lastName,
    company: kept.company ?? other.company,
    email: kept.email ?? other.email,
    phone: kept.phone ?? other.phone,
    preferredMedium: kept.preferredMedium ?? other.preferredMedium,
    language: kept.language ?? other.language,
    addresses: union(kept.addresses, other.addresses),
    preferences: joined(kept.preferences, other.preferences),
    notes: joined(kept.notes, other.notes),
    tags: union(kept.tags, other.tags),
  }
}

function union<T>(ours: T[], theirs: T[]): T[] {
  const known = new Set(ours.map((one) => JSON.stringify(one)))
  return [...ours, ...theirs.filter((one) => !known.has(JSON.stringify(one)))]
}

function joined(ours: string, theirs: string): string {
  return theirs === '' || ours.includes(theirs) ? ours : ours === '' ? theirs : `${ours}\n\n${theirs}`
}
