import type { Wizard } from './wizard.ts'

/** What the last button of a wizard says, wherever it is gone through. */
export function finishWord(wizard: Pick<Wizard, 'purpose' | 'finishLabel'>): string {
  return wizard.finishLabel ?? usualFinish(wizard)
}

/** The same where the wizard does not say. An item is done long before the order it is part of is finished. */
export function usualFinish({ purpose }: Pick<Wizard, 'purpose'>): string {
  return purpose === 'line_item' ? 'Done' : 'Finish'
}
