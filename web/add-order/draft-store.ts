import type { OrderDraft } from './order-draft.ts'

// The shape of what is stored; a draft of another shape is forgotten rather than misread.
const VERSION = 1

const keyOf = (organization: string) => `docket.add-order.${organization}`

/** The draft this browser keeps for the organization, so that a reload loses nothing. */
export function storedDraft(organization: string): OrderDraft | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(keyOf(organization)) ?? 'null') as { version: number; draft: OrderDraft } | null
    return stored?.version === VERSION ? stored.draft : undefined
  } catch {
    return undefined
  }
}

export function storeDraft(organization: string, draft: OrderDraft): void {
  try {
    localStorage.setItem(keyOf(organization), JSON.stringify({ version: VERSION, draft }))
  } catch {
    // A full or forbidden store costs the draft its survival of a reload, nothing else.
  }
}

export function forgetDraft(organization: string): void {
  localStorage.removeItem(keyOf(organization))
}
