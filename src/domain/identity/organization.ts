import { refuseField } from '../kernel/refusal.ts'
import { defaultPaymentStatusWords } from '../orders/payment-status.ts'
import type { OrganizationSettings } from './contract.ts'

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
    paymentStatuses: defaultPaymentStatusWords,
  }
}

/** Says no to a time zone or a locale that nobody could compute with. */
export function refuseUnknownPlace(given: { timeZone?: string | undefined; locale?: string | undefined }): void {
  if (given.timeZone !== undefined && !works(() => new Intl.DateTimeFormat('en', { timeZone: given.timeZone }))) {
    refuseField('/timeZone', 'unknown', `“${given.timeZone}” is not a time zone. Use a name like Europe/Lisbon.`)
  }
  if (given.locale !== undefined && !works(() => new Intl.Locale(given.locale ?? ''))) {
    refuseField('/locale', 'unknown', `“${given.locale}” is not a language tag. Use one like en-US.`)
  }
}

function works(attempt: () => unknown): boolean {
  try {
    attempt()
    return true
  } catch {
    return false
  }
}
