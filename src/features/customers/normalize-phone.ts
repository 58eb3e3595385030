import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'
import { digitsOf } from '#domain/customers/contact-point.ts'

/**
 * The international form of a number (E.164), however it was written: “(212) 555-0123” at home in the US and
 * “+1 212 555 0123” are one. It lives here because numbering plans come from a library, and the domain has none of those.
 * What no plan knows (an extension, a short number) is kept as its digits: it still recognises whoever writes it the same.
 */
export function normalizePhone(phone: string, homeCountry: string | undefined): string {
  const digits = digitsOf(phone)
  // 00 goes abroad from most countries, and at home nowhere in the few where it does not.
  const spellings = phone.trim().startsWith('+') ? [`+${digits}`] : digits.startsWith('00') ? [`+${digits.slice(2)}`, digits] : [digits, `+${digits}`]
  for (const spelling of spellings) {
    const parsed = parsePhoneNumberFromString(spelling, homeCountry as CountryCode | undefined)
    if (parsed?.isPossible()) return parsed.number
  }
  return digits
}
