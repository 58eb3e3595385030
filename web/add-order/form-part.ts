import type { Answers, Wizard } from '#domain/wizards/wizard.ts'
import type { ShownOrderType } from '#domain/workflows/contract.ts'
import type { OrderDraft } from './order-draft.ts'

/** A wizard to be gone through for one line. */
export type Entry = { wizard: Wizard; title: string; answers: Answers; onEntered: (answers: Answers) => void }

/** What each tab of the form works on. */
export type FormPart = {
  draft: OrderDraft
  type: ShownOrderType
  change: (next: (draft: OrderDraft) => OrderDraft) => void
  errorOf: (field: string) => string | undefined
  /** The wizards by which products are entered; undefined until they are known. */
  wizards: Wizard[] | undefined
  /** Goes through one of them, anew or again, and hands over what was answered. */
  enter: (asked: Entry) => void
}
