import type { ShownLineItem, ShownMove, ShownStatus } from '#domain/orders/contract.ts'

/** One stop of the line items' way with the line items that stand there; "escalated" stands before all of them. */
export type Section = { key: string; name: string; status: Pick<ShownStatus, 'color' | 'icon'> | undefined; lines: ShownLineItem[] }

export const ESCALATED = '@escalated'

export type Stop = { key: string; status: Pick<ShownStatus, 'name' | 'color' | 'icon'> }

/** Every step of the way, in order, whether or not something stands there. */
export function sectionsOf(lines: ShownLineItem[], way: Stop[]): Section[] {
  const standing = lines.filter(({ position }) => position !== null)
  const escalated = standing.filter(({ escalated }) => escalated)
  const others = standing.filter(({ escalated }) => !escalated)
  const sections = way.map(({ key, status }): Section => ({ key, name: status.name, status, lines: others.filter(({ position }) => position?.step === key) }))
  return escalated.length > 0 ? [{ key: ESCALATED, name: 'Escalations', status: undefined, lines: escalated }, ...sections] : sections
}

/** What stands in the one long list that is dragged in: a section's heading, or a line item. */
export type Entry = { section: Section; line: ShownLineItem | undefined }

export function entriesOf(sections: Section[]): Entry[] {
  return sections.flatMap((section): Entry[] => [{ section, line: undefined }, ...section.lines.map((line) => ({ section, line }))])
}

/** The section in which something lies that was dragged from one place of the list to another. */
export function sectionAt(entries: Entry[], from: number, to: number): Section | undefined {
  const rest = entries.filter((_, i) => i !== from)
  return (rest[to - 1] ?? rest[0])?.section
}

/** Why a section may not be dropped on; undefined where it may, or is where the line item stands already. */
export function whyRefused(section: Section, line: ShownLineItem, moves: ShownMove[] | undefined): string | undefined {
  if (!moves || section.key === ESCALATED || section.key === line.position?.step) return undefined
  const there = moves.filter(({ to }) => to.step === section.key)
  if (there.length === 0) return `The process does not lead from ${line.position?.status.name ?? 'here'} to ${section.name}.`
  return there.every(({ verdict }) => verdict.blockedBy.length > 0) ? there[0]?.verdict.because : undefined
}
