import type { KeptAnswer } from '../wizards/answer.ts'
import type { NewLine } from './contract.ts'

/**
 * A line item as the verbs of orders build it: what was answered when it was entered has been read, and is kept. A price that a
 * wizard's formula set is the business's own, and anybody's to order at.
 */
export type AskedLine = Omit<NewLine, 'answers'> & { answers?: KeptAnswer[]; isPricedByRule?: boolean }
