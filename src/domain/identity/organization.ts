import { refuseField, type FieldError } from '../kernel/refusal.ts'
import { saidTwice } from '../kernel/said-twice.ts'
import { isZone } from '../kernel/time.ts'
import { isId } from '../kernel/written.ts'
import { defaultPaymentStatusWords } from '../orders/payment-status.ts'
import { UNFINISHED_DAYS } from '../wizards/unfinished.ts'
import type { OrganizationSettings } from './settings.ts'

/** What an organization starts with; everything else is its own to say in Settings. */
export function newSettings(given: { timeZone: string; currency: string }): Omit<OrganizationSettings, 'name'> {
  return {
    timeZone: given.timeZone,
    currency: given.currency,
    country: 'US',
    locale: 'en-US',
    taxIncluded: false,
    taxRate: 0,
    words: {},
    hours: null,
    locations: [],
    brandColor: null,
    logoFileId: null,
    contactEmail: null,
    contactPhone: null,
    unfinishedDays: UNFINISHED_DAYS,
    paymentStatuses: defaultPaymentStatusWords,
  }
}

/** Says no to a time zone or a locale that nobody could compute with. */
export function refuseUnknownPlace(given: { timeZone?: string | undefined; locale?: string | undefined }): void {
  if (given.timeZone !== undefined && !isZone(given.timeZone)) {
    refuseField('/timeZone', 'unknown', `“${given.timeZone}” is not a time zone. Use a name like Europe/Lisbon.`)
  }
  if (given.locale !== undefined && !isLocale(given.locale)) {
    refuseField('/locale', 'unknown', `“${given.locale}” is not a language tag. Use one like en-US.`)
  }
}

/** What is wrong with a list of locations: each is itself, and so is the code by which its numbers are told. */
export function errorsOfLocations(locations: OrganizationSettings['locations']): FieldError[] {
  const codes = locations.map(({ code }) => code.toLowerCase())
  return [
    ...saidTwice('locations', locations.map(({ key }) => key)),
    ...locations.flatMap(({ code }, i) => (codes.indexOf(code.toLowerCase()) < i ? [{ pointer: `/locations/${i}/code`, code: 'duplicate', message: `Another location has the code ${code}. Order numbers tell locations by it.` }] : [])),
  ]
}

// Pages of Docket's own: an organization's short name stands in the same place of an address.
const TAKEN = new Set(['api', 'assets', 'docs', 'found', 'healthz', 'i', 'join', 'metrics', 'o', 'print', 'problems', 'readyz', 'reset-password', 'sign-in', 'sign-up'])

/** Says no to a short name that would hide a page, or that could be taken for another organization's id. */
export function refuseUnfitSlug(slug: string): void {
  if (TAKEN.has(slug) || isId(slug)) refuseField('/slug', 'reserved', `“${slug}” cannot be a short name. Choose another.`)
}

function isLocale(tag: string): boolean {
  try {
    return new Intl.Locale(tag).toString() !== ''
  } catch {
    return false
  }
}
