import { newId } from '../kernel/id.ts'
import type { ChecklistTemplate } from '../workflows/schema.ts'
import type { Checklist } from './checklist.ts'

/** A checklist out of its template, nothing of it done yet. It is a copy: the template may change, it does not. */
export function newChecklist({ name, items }: ChecklistTemplate): Checklist {
  return { id: newId(), name, items: items.map((text) => ({ id: newId(), text, done: null })) }
}

export function newChecklists(templates: ChecklistTemplate[] | undefined): Checklist[] {
  return (templates ?? []).map(newChecklist)
}
