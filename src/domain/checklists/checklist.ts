import { z } from 'zod'
import * as s from '../kernel/schema.ts'

/** A list of things to be done on an order or on one of its line items. It is a copy: its template may change, it does not. */
export const checklist = z.strictObject({
  id: s.id,
  name: s.line(100),
  items: z.array(z.strictObject({
    id: s.id,
    text: s.line(200),
    /** Who ticked it, and when; null while it is open. */
    done: z.strictObject({ by: z.string(), byId: s.id.nullable(), at: s.instant }).nullable(),
  })).max(100),
})
export type Checklist = z.infer<typeof checklist>
