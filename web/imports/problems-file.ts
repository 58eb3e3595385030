import { defuse } from '#domain/imports/formula.ts'
import type { RowProblem } from '#domain/imports/told-rows.ts'

/** The problems as a spreadsheet opens them. What begins like a formula is quoted, since it came from somebody else's file. */
export function problemsFile(problems: RowProblem[]): string {
  const lines = problems.map(({ row, column, message }) => [String(row), column ?? '', message].map(cellOf).join(','))
  return ['Row,Column,Problem', ...lines, ''].join('\r\n')
}

function cellOf(text: string): string {
  const harmless = defuse(text)
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
