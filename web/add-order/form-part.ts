import type { ShownOrderType } from '#domain/workflows/contract.ts'
import type { OrderDraft } from './order-draft.ts'

/** What each tab of the form works on. */
export type FormPart = {
  draft: OrderDraft
  type: ShownOrderType
  change: (next: (draft: OrderDraft) => OrderDraft) => void
  errorOf: (field: string) => string | undefined
}
