import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { refuse, Refusal } from '#domain/kernel/refusal.ts'

export const LARGEST_FILE = 200 * 1024 * 1024
const LONGEST_ROW = 1_000_000
const MOST_COLUMNS = 300
const MOST_ROWS = 2_000_000

/** One row of a file; the first row of a spreadsheet, which is the header, is row 1. */
export type CsvRow = { row: number; cells: string[] }

/**
 * Reads a CSV as it arrives: in UTF-8, with or without a byte order mark, separated by comma, semicolon, tab or bar. Never more
 * than one row of it is held. Blank rows are left out but counted, so that numbers are those a spreadsheet shows.
 */
export async function* readCsv(body: AsyncIterable<Buffer>): AsyncGenerator<CsvRow> {
  const text = decoded(body)
  const { head, rest } = await headOf(text)
  const parser = parse({ delimiter: delimiterOf(head), relax_column_count: true, relax_quotes: true, record_delimiter: ['\r\n', '\n', '\r'], max_record_size: LONGEST_ROW, bom: true })
  // What goes wrong on the way in comes out of the parser.
  void pipeline(Readable.from(rest), parser).catch(() => {})
  let row = 0
  let columns = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1
      if (cells.every((cell) => cell.trim() === '')) continue
      if (columns === 0) columns = checkedHeader(cells).length
      if (row > MOST_ROWS) refuse('file-rejected', `A file may have at most ${MOST_ROWS.toLocaleString('en')} rows. Split it, and import the parts.`)
      yield { row, cells }
    }
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error) : error
  } finally {
    parser.destroy()
  }
}

/** The names of the columns, each one different: an empty one is called by its place, a repeated one is numbered. */
export function columnNames(header: string[]): string[] {
  const names: string[] = []
  for (const [i, cell] of header.entries()) {
    const name = cell.trim().replaceAll(/\s+/g, ' ').slice(0, 180) || `Column ${i + 1}`
    let free = name
    for (let n = 2; names.includes(free); n++) free = `${name} (${n})`
    names.push(free)
  }
  return names
}

function checkedHeader(cells: string[]): string[] {
  if (cells.length < 2) refuse('file-rejected', 'The first row has one cell only. A file of orders begins with the names of its columns, separated by commas, semicolons or tabs.')
  if (cells.length > MOST_COLUMNS) refuse('file-rejected', `The file has ${cells.length.toLocaleString('en')} columns; at most ${MOST_COLUMNS} can be read.`)
  return cells
}

async function* decoded(body: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let bytes = 0
  for await (const chunk of body) {
    if (bytes === 0) refuseForeignFile(chunk)
    bytes += chunk.length
    if (bytes > LARGEST_FILE) refuse('payload-too-large', 'A file may have at most 200 megabytes. Split it, and import the parts.')
    const text = decode(() => decoder.decode(chunk, { stream: true }))
    if (text.includes('\0')) refuse('file-rejected', 'This is not a text file.')
    if (text !== '') yield text
  }
  if (bytes === 0) refuse('file-rejected', 'The file is empty.')
  const last = decode(() => decoder.decode())
  if (last !== '') yield last
}

function decode(work: () => string): string {
  try {
    return work()
  } catch {
    return refuse('file-rejected', 'The file is not text in UTF-8. Save it as “CSV UTF-8”, then choose it again.')
  }
}

function refuseForeignFile(chunk: Buffer): void {
  const start = chunk.subarray(0, 4).toString('latin1')
  if (start.startsWith('ÿþ') || start.startsWith('þÿ')) refuse('file-rejected', 'The file is text in UTF-16. Save it as “CSV UTF-8”, then choose it again.')
  if (start.startsWith('PK') || start.startsWith('ÐÏ')) refuse('file-rejected', 'This is a spreadsheet or an archive. Save the sheet as “CSV UTF-8”, then choose that file.')
}

/** As much of the text as holds the header, and the whole text again. */
async function headOf(text: AsyncGenerator<string>): Promise<{ head: string; rest: AsyncGenerator<string> }> {
  let head = ''
  while (!/[\r\n]/.test(head.trimStart()) && head.length < LONGEST_ROW) {
    const next = await text.next()
    if (next.done) break
    head += next.value
  }
  return { head, rest: again() }

  async function* again(): AsyncGenerator<string> {
    yield head
    yield* text
  }
}

/** The separator that the header uses most, outside of quotes. */
function delimiterOf(head: string): string {
  const header = head.trimStart().split(/[\r\n]/, 1)[0]?.replaceAll(/"[^"]*"/g, '') ?? ''
  const counted = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counted.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ','
}

function refusalOf({ code, message }: CsvError): Refusal {
  if (code !== 'CSV_MAX_RECORD_SIZE') return new Refusal('file-rejected', `The file is not a readable CSV: ${message}`)
  return new Refusal('file-rejected', 'A row of the file is longer than a megabyte. Most likely a quotation mark is missing somewhere before it.')
}
