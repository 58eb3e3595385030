import { z } from 'zod'
import * as s from '../kernel/schema.ts'

/**
 * An answer as it is kept on an order or a line item: with the question as it read then, so that a wizard changed later changes
 * nothing that was answered before, and so that it shows and prints without its wizard.
 */
export const keptAnswer = z.strictObject({
  wizard: s.key,
  key: z.string().max(63),
  label: s.line(200),
  kind: z.string().max(40),
  value: s.fieldValue,
  unit: z.string().max(20).optional(),
})
export type KeptAnswer = z.infer<typeof keptAnswer>

/** Answers as they are sent, by question. They are read strictly against the wizard (read-answers.ts); this only bounds what is sent at all. */
export const sentAnswers = z.record(z.string().max(63), z.unknown()).refine((given) => Object.keys(given).length <= 500, 'There are more than 500 answers.')
