import { z } from 'zod'
import * as s from '../kernel/schema.ts'

/** Something being designed: not in force, and allowed to be wrong until it is published. At most one of each thing. */
export const shownDraft = <D extends z.ZodType>(definition: D) => z.object({
  /** Counts its changes; whoever saves or publishes names the one they saw (If-Match), so that nobody's work is overwritten. */
  version: z.int(),
  /** The published version it began from; null for something new. */
  basedOn: z.int().nullable(),
  definition,
  changedAt: s.instant,
  changedBy: z.string(),
})

/** The published version that a draft was looked over against, when that is not the one it began from: it is outdated no longer. */
export const savedOn = { basedOn: z.int().min(1).optional() }

/** What publishing would do: in sentences. */
export const draftReview = z.object({
  /** The version it would become. */
  version: z.int(),
  changes: z.array(z.string()),
  /** `step` is its key; the path that shows it is told by what people call the steps. */
  faults: z.array(z.object({ code: z.string(), step: z.string().nullable(), message: z.string(), path: z.array(z.string()) })),
  warnings: z.array(z.string()),
  /** Whether somebody published since this draft was begun; publishing would undo what they changed. */
  isOutdated: z.boolean(),
  /** Open orders that would stay on what they started with. */
  openOrders: z.int(),
})
