import type { Address } from '#domain/kernel/schema.ts'

export type AddressWords = { region: string; postalCode: string; regionRequired: boolean }

const byCountry: Record<string, AddressWords> = {
  US: { region: 'State', postalCode: 'ZIP code', regionRequired: true },
  CA: { region: 'Province', postalCode: 'Postal code', regionRequired: true },
  AU: { region: 'State', postalCode: 'Postcode', regionRequired: true },
  IN: { region: 'State', postalCode: 'PIN code', regionRequired: true },
  BR: { region: 'State', postalCode: 'CEP', regionRequired: true },
  GB: { region: 'County', postalCode: 'Postcode', regionRequired: false },
}

/** How a country calls the parts of its addresses. */
export function addressWords(country: string | undefined): AddressWords {
  return byCountry[country ?? ''] ?? { region: 'State or province', postalCode: 'Postal code', regionRequired: false }
}

/** An address as the lines one would write on a parcel. */
export function addressLines(address: Address): string[] {
  const { recipient, line1, line2, city, region, postalCode, country } = address
  return [recipient, line1, line2, [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', '), country].flatMap((line) => line || [])
}
