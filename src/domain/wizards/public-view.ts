import type { OrganizationSettings } from '../identity/settings.ts'
import type { OfferedItem, ShownRun } from './contract.ts'
import { publicDefinition, publicPage, publicQuestion, type PublicDefinition, type PublicItem, type PublicOrganization, type PublicRun } from './public-contract.ts'
import { isFor } from './show-if.ts'
import type { Wizard } from './wizard.ts'

/** A wizard as the world may read it: what its customers are asked, and nothing of what that becomes inside. */
export function publicDefinitionOf(wizard: Wizard): PublicDefinition {
  const pages = wizard.pages.map((page) => ({
    ...only(publicPage.shape, page), questions: page.questions.filter((question) => isFor(question, 'customer')).map((question) => only(publicQuestion.shape, question)),
  }))
  return { ...only(publicDefinition.shape, wizard), audience: ['customer'], channels: ['web'], pages } as PublicDefinition
}

export function publicOrganizationOf(settings: OrganizationSettings, logoUrl: string | null): PublicOrganization {
  const { name, locale, timeZone, currency, country, taxIncluded, words, brandColor } = settings
  return { name, locale, timeZone, currency, country, taxIncluded, words, logoUrl, color: brandColor }
}

/** A run as whoever began it sees it. `trackingUrl` is where they follow the order it made. */
export function publicRunOf(run: ShownRun, trackingUrl: string): PublicRun {
  const { version, state, page, answers, estimate, order } = run
  return { version, state, page, answers, estimate, definition: publicDefinitionOf(run.definition), order: order && { number: order.number, trackingUrl } }
}

export function publicItemOf({ available, ...item }: OfferedItem): PublicItem {
  const { productId, sku, name, description, category, unit, price, wizard } = item
  return { productId, sku, name, description, category, unit, price, wizard, isAvailable: available === null || available > 0 }
}

/** The members of a value that a shape names. */
function only(shape: object, value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => Object.hasOwn(shape, name)))
}
