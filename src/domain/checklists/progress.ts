import type { Checklist } from './checklist.ts'

/** How far some checklists are, and what is still to be done, as it reads. In a file of its own: the browser needs no schemas for it. */
export type Progress = { done: number; total: number; open: string[] }

export function progressOf(checklists: Checklist[]): Progress {
  const items = checklists.flatMap((list) => list.items)
  const open = items.filter((item) => !item.done).map((item) => item.text)
  return { done: items.length - open.length, total: items.length, open }
}

/** Several as one. */
export function together(...progress: Progress[]): Progress {
  return { done: sum(progress.map(({ done }) => done)), total: sum(progress.map(({ total }) => total)), open: progress.flatMap(({ open }) => open) }
}

/** There are none, something of them is open, or all is done. */
export function stateOf({ total, open }: Progress): 'none' | 'open' | 'done' {
  return total === 0 ? 'none' : open.length > 0 ? 'open' : 'done'
}

// More names than these nobody reads in a tooltip.
const MOST_NAMED = 3

/** What is open, in a sentence; undefined where nothing is. */
export function whatIsOpen({ total, open }: Progress): string | undefined {
  if (open.length === 0) return undefined
  const named = open.slice(0, MOST_NAMED).join(', ')
  const more = open.length > MOST_NAMED ? ` and ${open.length - MOST_NAMED} more` : ''
  return `${open.length} of ${total} checklist ${total === 1 ? 'item is' : 'items are'} still open: ${named}${more}.`
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
