import type { Wizard } from '#domain/wizards/wizard.ts'
import { workOutLine } from '#domain/wizards/work-out-line.ts'
import type { DraftLine, OrderDraft } from './order-draft.ts'

/** A line as the wizard makes it by which it was entered: how many, at which price; `isCounted` where the quantity is the wizard's to say. */
export type WorkedLine = DraftLine & { wizard?: Wizard; isCounted: boolean; fault?: string }

/** The line worked out by the server's own formulas. A wizard that is not there (any more) sets nothing. */
function workedLine(line: DraftLine, wizards: readonly Wizard[], currency: string): WorkedLine {
  const wizard = line.entered && wizards.find(({ key }) => key === line.entered?.wizard)
  if (!line.entered || !wizard) return { ...line, isCounted: false }
  const worked = workOutLine({ wizard, answers: line.entered.answers, asked: line.quantity, catalogPrice: line.unitPrice ?? 0, currency })
  if (worked.fault !== undefined) return { ...line, wizard, isCounted: wizard.sets?.quantity !== undefined, fault: worked.fault }
  return { ...line, wizard, isCounted: worked.quantity !== undefined, quantity: worked.quantity ?? line.quantity, unitPrice: worked.unitPrice ?? line.unitPrice }
}

/** The draft with every line worked out, as the server will see it. */
export function workedDraft(draft: OrderDraft, wizards: readonly Wizard[], currency: string): Omit<OrderDraft, 'lines'> & { lines: WorkedLine[] } {
  return { ...draft, lines: draft.lines.map((line) => workedLine(line, wizards, currency)) }
}
