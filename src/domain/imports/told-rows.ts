import type { z } from 'zod'
import * as s from '../kernel/schema.ts'
import { importTargets, type ImportMapping, type ImportTarget, type rowProblem } from './contract.ts'
import { readDecimal, roundToMinor, type Decimal } from './decimal.ts'
import { undefuse } from './formula.ts'
import { readInstant } from './read-date.ts'

export type RowProblem = z.infer<typeof rowProblem>
export type FileRow = { row: number; cells: string[] }

/** How a file is read: which cell is what, and what an organization's dates mean. */
export type Reading = { mapping: ImportMapping; columns: string[]; zone: string; now: string }

/** A file's cells by what they are; a row is empty when it says nothing but an order's number. */
export type Cells = { text: (row: FileRow, target: ImportTarget) => string; isEmpty: (row: FileRow) => boolean }

/** The rows in which a file tells of one order, read cell by cell. Whatever is wrong is noted with its row and column. */
export type Told = {
  rows: FileRow[]
  first: FileRow
  mapping: ImportMapping
  problems: RowProblem[]
  problem: (row: number, target: ImportTarget | null, message: string) => void
  text: (row: FileRow, target: ImportTarget) => string
  /** What is said once for the whole order stands in any of its rows, usually the first or all of them. */
  said: (target: ImportTarget) => { text: string; row: number }
  /** The same as one line of at most so many characters; undefined where nothing is said, or it cannot be kept. */
  oneLine: (target: ImportTarget, max: number) => string | undefined
  instant: (target: ImportTarget) => string | null
  decimal: (row: FileRow, target: ImportTarget) => Decimal | undefined
  /** An amount of the whole order in minor units. */
  minor: (target: ImportTarget, exponent: number, mayBeNegative?: boolean) => number | undefined
}

export function cellsOf({ mapping, columns }: Reading): Cells {
  const places = new Map(importTargets.flatMap((target) => {
    const column = mapping.columns[target]
    const place = column === undefined ? -1 : columns.indexOf(column)
    return place === -1 ? [] : [[target, place] as const]
  }))
  const text = (row: FileRow, target: ImportTarget) => undefuse((row.cells[places.get(target) ?? -1] ?? '').trim())
  const telling = [...places.keys()].filter((target) => target !== 'order_number')
  // A row of an order has something of a line item in it, or, where the order's own facts stand alone, at least those.
  const isEmpty = (row: FileRow) => telling.every((target) => text(row, target) === '')
  return { text, isEmpty }
}

/** Reads rows that tell of one order; `problems` is where to note what is wrong. */
export function toldIn(rows: FileRow[], first: FileRow, { mapping, zone }: Reading, { text }: Cells, problems: RowProblem[]): Told {
  const problem = (row: number, target: ImportTarget | null, message: string) => void problems.push({ row, column: (target && mapping.columns[target]) ?? null, message })
  const said = (target: ImportTarget) => {
    const row = rows.find((candidate) => text(candidate, target) !== '') ?? first
    return { text: text(row, target), row: row.row }
  }
  const decimal = (row: FileRow, target: ImportTarget) => {
    const written = text(row, target)
    if (written === '') return undefined
    const value = readDecimal(written, mapping.decimal)
    if (value === undefined) problem(row.row, target, `“${shortened(written)}” is not a number with ${mapping.decimal === '.' ? 'a decimal point' : 'a decimal comma'}.`)
    return value
  }
  return {
    rows, first, mapping, problems, problem, text, said, decimal,
    oneLine(target, max) {
      const { text: written, row } = said(target)
      if (written === '') return undefined
      const parsed = lineOf(max).safeParse(written.replaceAll(/[\r\n\t]+/g, ' '))
      if (parsed.success) return parsed.data
      problem(row, target, unkeepable(written, max))
      return undefined
    },
    instant(target) {
      const { text: written, row } = said(target)
      if (written === '') return null
      const at = readInstant(written, mapping.dateFormat, zone)
      if (at === undefined) problem(row, target, `“${shortened(written)}” is not a date written ${formats[mapping.dateFormat]}.`)
      return at ?? null
    },
    minor(target, exponent, mayBeNegative = false) {
      const row = rows.find((candidate) => text(candidate, target) !== '')
      const value = row && decimal(row, target)
      if (row && value !== undefined && value < 0n && !mayBeNegative) problem(row.row, target, 'An amount may not be negative.')
      return value === undefined ? undefined : roundToMinor(value, exponent)
    },
  }
}

const formats = { iso: 'year-month-day', mdy: 'month/day/year', dmy: 'day/month/year' }

// Making a schema costs more than a thousand uses of it.
const lines = new Map<number, ReturnType<typeof s.line>>()
export function lineOf(max: number): ReturnType<typeof s.line> {
  const known = lines.get(max) ?? s.line(max)
  lines.set(max, known)
  return known
}

/** Why a text of at most so many characters cannot be kept as it is. */
export function unkeepable(text: string, max: number): string {
  return text.length > max ? `This is longer than ${max.toLocaleString('en')} characters.` : 'This has characters that cannot be kept.'
}

export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
