import { expect, it } from 'vitest'
import { newSettings, refuseUnfitSlug, refuseUnknownPlace } from './organization.ts'
import { organizationSettings } from './settings.ts'

it('starts with settings its own contract accepts', () => {
  const settings = { ...newSettings({ timeZone: 'Asia/Kolkata', currency: 'INR' }), name: 'Masala Lane' }
  expect(organizationSettings.parse(settings)).toEqual(settings)
})

it('knows time zones and languages from nonsense', () => {
  expect(() => refuseUnknownPlace({ timeZone: 'America/New_York', locale: 'de-CH' })).not.toThrow()
  expect(() => refuseUnknownPlace({ timeZone: 'Mars/Olympus' })).toThrow('is not a time zone')
  expect(() => refuseUnknownPlace({ locale: '_' })).toThrow('is not a language tag')
})

it.each(['sign-in', 'api', '01a201da-ba25-7000-9c5e-dcfcbecfe22b'])('refuses the short name %s', (slug) => {
  expect(() => refuseUnfitSlug(slug)).toThrow('cannot be a short name')
  expect(() => refuseUnfitSlug(`my-${slug}`)).not.toThrow()
})
