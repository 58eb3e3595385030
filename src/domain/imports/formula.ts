// Spreadsheets run a cell that begins with one of these. A quote in front makes it text, and is how they mark text themselves.
const STARTS_FORMULA = /^[=+\-@\t\r]/

/** The cell as a spreadsheet will show it and not run it. */
export function defuse(cell: string): string {
  return STARTS_FORMULA.test(cell) ? `'${cell}` : cell
}

/** The cell as it was before it was defused. */
export function undefuse(cell: string): string {
  return cell.startsWith("'") && STARTS_FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell
}
