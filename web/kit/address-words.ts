import { needsRegion } from '#domain/kernel/country.ts'
import type { Address } from '#domain/kernel/schema.ts'

export type AddressWords = { region: string; postalCode: string; regionRequired: boolean }

const byCountry: Record<string, Omit<AddressWords, 'regionRequired'>> = {
  US: { region: 'State', postalCode: 'ZIP code' },
  CA: { region: 'Province', postalCode: 'Postal code' },
  AU: { region: 'State', postalCode: 'Postcode' },
  IN: { region: 'State', postalCode: 'PIN code' },
  BR: { region: 'State', postalCode: 'CEP' },
  GB: { region: 'County', postalCode: 'Postcode' },
}

/** How a country calls the parts of its addresses. */
export function addressWords(country: string | undefined): AddressWords {
  return { ...(byCountry[country ?? ''] ?? { region: 'State or province', postalCode: 'Postal code' }), regionRequired: needsRegion(country) }
}

/** An address as the lines one would write on a parcel. */
export function addressLines(address: Address): string[] {
  const { recipient, line1, line2, city, region, postalCode, country } = address
  return [recipient, line1, line2, [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', '), country].flatMap((line) => line || [])
}

/** Whether nothing was typed of where it is; a country alone is nothing, as it is filled in before anybody types. */
export function isPlaceless({ line1, line2, city, region, postalCode }: Record<'line1' | 'line2' | 'city' | 'region' | 'postalCode', string>): boolean {
  return [line1, line2, city, region, postalCode].every((part) => part.trim() === '')
}
