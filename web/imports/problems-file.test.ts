import { expect, test } from 'vitest'
import { problemsFile } from './problems-file.ts'

test('what came from a file goes back into one without becoming a formula or another cell', () => {
  expect(problemsFile([{ row: 2, column: '=HYPERLINK("x")', message: 'Not a date, or “a"b”' }])).toBe('Row,Column,Problem\r\n2,"\'=HYPERLINK(""x"")","Not a date, or “a""b”"\r\n')
})
