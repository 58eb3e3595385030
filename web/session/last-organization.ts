import { readKept, keep } from '../kept.ts'

/** The organization one worked in last, if one still belongs to it; else the first. */
export function findLastOrganization(organizations: { slug: string }[]): string | undefined {
  const last = readKept('last-organization')
  return (organizations.find(({ slug }) => slug === last) ?? organizations[0])?.slug
}

export function rememberOrganization(slug: string): void {
  keep('last-organization', slug)
}
