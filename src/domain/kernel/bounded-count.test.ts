import { expect, test } from 'vitest'
import { countInWords, MOST_COUNTED } from './bounded-count.ts'

test('a count is exact until counting stops, and then says so', () => {
  expect([0, 1, 9_999, MOST_COUNTED, MOST_COUNTED + 1].map(countInWords)).toEqual(['0', '1', '9,999', '10,000', 'more than 10,000'])
})
