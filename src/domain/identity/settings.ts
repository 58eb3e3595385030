import { z } from 'zod'
import { openingHours } from '../hours/opening-hours.ts'
import * as s from '../kernel/schema.ts'
import { paymentStatuses } from '../orders/payment-status.ts'
import { statusColors } from '../workflows/status.ts'

/** The business's own words for Docket's nouns; what is not given keeps Docket's word. */
const words = z.strictObject({
  order: s.line(40), orders: s.line(40), customer: s.line(40), customers: s.line(40), lineItem: s.line(40), lineItems: s.line(40),
  orderPage: s.line(40), manager: s.line(40), menuSection: s.line(40), addOrder: s.line(40),
}).partial()
export type Words = z.infer<typeof words>

/** What an organization says of itself, and how it works beside its process; all of it is changed in Settings. */
export const organizationSettings = z.strictObject({
  name: s.line(100),
  timeZone: s.zone,
  currency: s.currency,
  country: z.string().length(2).regex(/^[A-Z]{2}$/),
  locale: z.string().max(35),
  taxIncluded: z.boolean(),
  taxRate: s.percentage,
  words,
  /** When it is open, in its time zone; null is always. */
  hours: openingHours.nullable(),
  /** The places it works at. `code` is what order numbers may show; `hours` are its own where they are not the organization's. */
  locations: z.array(z.strictObject({ key: s.key, name: s.line(60), code: z.string().min(1).max(8).regex(/^[A-Za-z0-9]+$/, 'Use letters and digits.'), hours: openingHours.optional() })).max(200),
  /** How it shows itself to customers, on public pages and on paper. The logo is an uploaded image. */
  brandColor: z.string().regex(/^#[0-9a-f]{6}$/, 'Use a colour like #1c7ed6.').nullable(),
  logoFileId: s.id.nullable(),
  contactEmail: z.email().max(254).nullable(),
  contactPhone: s.phone.nullable(),
  /** How many days what was begun at the counter or behind a public link, and never finished, is kept after it was last touched. */
  unfinishedDays: z.int().min(1).max(365),
  paymentStatuses: z.array(z.strictObject({ key: z.enum(paymentStatuses), name: s.line(40), color: z.enum(statusColors) })).max(20),
})
export type OrganizationSettings = z.infer<typeof organizationSettings>
