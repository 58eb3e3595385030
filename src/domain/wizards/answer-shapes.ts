import type { Answers, Audience } from './wizard.ts'

// The shapes of answers that are more than a text, a number, yes or no.

/** Of `customer`: somebody known, or what is known of somebody new. */
export type CustomerAnswer = { id?: string; firstName?: string; lastName?: string; email?: string; phone?: string }
/** Of `items`: something in the catalog, by SKU or product, or something it does not know, by name and price. */
export type ItemEntry = { id?: string; productId?: string; sku?: string; name?: string; quantity: number; unitPrice?: number; notes?: string; answers?: Answers }
/** Of `payment`: how it is paid, and what was taken at once: all of it, an amount of it, or nothing yet. */
export type PaymentAnswer = { method?: string; taken: 'full' | 'deposit' | 'later'; amount?: number }
export type AddressAnswer = { recipient?: string; line1: string; line2?: string; city: string; region?: string; postalCode?: string; country?: string; instructions?: string }

/** Who answers, and in which currency amounts are meant; amounts are minor units of it. */
export type AnswerTerms = { audience: Audience; currency: string }
