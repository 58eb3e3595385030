import type { Money } from '#domain/kernel/money.ts'
import type { OfferedItem, ShownRun } from '#domain/wizards/contract.ts'
import type { KeptAnswer } from '#domain/wizards/answer.ts'
import type { ItemEntry } from '#domain/wizards/answer-shapes.ts'
import type { Answers, Question, Wizard } from '#domain/wizards/wizard.ts'
import type { workOutLine } from '#domain/wizards/work-out-line.ts'

export type Estimate = ShownRun['estimate']
export type FinishedRun = {
  order: ShownRun['order']
  /** Kept on this device until the network is back; it has no number yet. */
  waits: boolean
}
export type OfferedPage = { items: OfferedItem[]; nextCursor: string | null }
export type ItemSearch = { q?: string; category?: string; cursor?: string }
export type UploadedFile = { id: string; name: string; mediaType: string }
export type KnownCustomer = { id: string; name: string; firstName: string | null; lastName: string | null; email: string | null; phone: string | null; orderCount: number }
/** `kept` is what was answered about an item then. */
export type LastOrder = { number: string; placedAt: string; items: (Omit<ItemEntry, 'answers'> & { title: string; kept: KeptAnswer[] })[] }

/**
 * Everything a wizard's run needs from outside the page: where answers go, and where what can be chosen comes from. One for each
 * door: members', the counter's, the public one, and one that stays on the page for previews. What is refused is thrown as a Problem.
 */
export type RunClient = {
  /** Keeps answers while they are being given, and says what they would cost; `undefined` where that is not known (yet). */
  keep: (answers: Answers) => Promise<Estimate | undefined>
  /** A page is done: its answers must be right. */
  complete: (page: string, answers: Answers) => Promise<Estimate | undefined>
  finish: (answers: Answers) => Promise<FinishedRun>
  listItems: (question: Question, search: ItemSearch) => Promise<OfferedPage>
  upload: (file: File) => Promise<UploadedFile>
  /** Where an uploaded file can be seen; a promise where it has to be fetched first. */
  addressOf: (fileId: string) => string | undefined | Promise<string | undefined>
  /** The wizard that is gone through when such an item is added. */
  findLineWizard: (key: string) => Promise<Wizard | undefined>
  /** What an item's wizard makes of its answers: for those who are sent its formulas, which the public is not. */
  workOut?: typeof workOutLine
  findCustomers?: (q: string) => Promise<KnownCustomer[]>
  findLastOrder?: (customerId: string) => Promise<LastOrder | undefined>
  findPeople?: () => Promise<{ id: string; name: string }[]>
}

/** The organization a wizard is run for, as far as its questions need to know it. */
export type Place = {
  locale: string
  timeZone: string
  currency: string
  country: string
  taxIncluded: boolean
  orderTypes: { key: string; name: string; fulfilmentMethods: { key: string; name: string }[] }[]
}

/** What is remembered of something that was offered: of an item by its SKU, of a person by their id. */
export type Remembered = { title: string; price?: Money; wizard?: string | null }
