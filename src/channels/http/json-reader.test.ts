import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { Refusal } from '#domain/kernel/refusal.ts'
import { processorTime } from '#test/took.ts'
import { readJson } from './json-reader.ts'

const read = (text: string) => readJson(Buffer.from(text))

function refusalOf(work: () => unknown): Refusal {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('It was not refused')
}

test('whatever JSON writes is read back the same', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 12 }), (value) => {
    fc.pre(!/__proto__|constructor|prototype/.test(JSON.stringify(value)) && JSON.stringify(value).isWellFormed())
    const text = JSON.stringify(value)
    fc.pre(!text.includes('\\u'))
    expect(read(text)).toEqual(JSON.parse(text))
  }))
})

test.each([
  ['{"a":1,"a":2}', 'given twice'],
  ['{"a":1,"\\u0061":2}', 'given twice'],
  ['{"x":{"b":[1,{"c":1,"d":2,"c":3}]}}', 'given twice'],
  ['{"__proto__":{}}', 'may not be called'],
  ['{"\\u005f_proto__":{}}', 'may not be called'],
  ['{"a":{"constructor":1}}', 'may not be called'],
  ['{"a":[{"prototype":1}]}', 'may not be called'],
  ['1e400', 'larger than a number'],
  ['{"a":-1e999}', 'larger than a number'],
  [`${'['.repeat(17)}${']'.repeat(17)}`, '16 levels'],
  ['{"a":'.repeat(100_000), '16 levels'],
  ['{"a":1', 'not valid JSON'],
  ['{"a', 'not valid JSON'],
  ['{"a":"\u0000"}', 'not valid JSON'],
  ['{a:1}', 'not valid JSON'],
  ['{"a":01}', 'not valid JSON'],
  ['NaN', 'not valid JSON'],
  ['', 'not valid JSON'],
  ['{"a\\ud800":1}', 'name of a field'],
])('%s is malformed: %s', (text, words) => {
  const refusal = refusalOf(() => read(text))
  expect(refusal.slug).toBe('malformed-request')
  expect(refusal.message).toContain(words)
})

test('a name may return in another object, in a list, or as a value', () => {
  const text = '{"a":"a","b":{"a":1},"c":[{"a":1},{"a":2},"a","a"]}'
  expect(read(text)).toEqual(JSON.parse(text))
})

test('sixteen levels are fine', () => {
  expect(read(`${'['.repeat(16)}${']'.repeat(16)}`)).toBeInstanceOf(Array)
})

test('bytes that are no UTF-8 are malformed', () => {
  expect(refusalOf(() => readJson(Buffer.from([0x22, 0xff, 0x22]))).message).toContain('UTF-8')
})

test.each(['{"a":{"b/c":["x","\\u0000"]}}', '{"a":{"b/c":["x","\\ud800 "]}}'])('%s names the field that cannot be kept', (text) => {
  const refusal = refusalOf(() => read(text))
  expect(refusal.slug).toBe('validation-failed')
  expect(refusal.errors).toMatchObject([{ pointer: '/a/b~1c/1', code: 'unkeepable' }])
})

test('a megabyte is scanned in little more time than it is parsed', () => {
  const body = Buffer.from(JSON.stringify(Array.from({ length: 8000 }, (_, index) => ({ id: index, name: 'Some line of an order', quantity: 1.5, tags: ['a', 'b'] }))))
  expect(processorTime(() => { for (let round = 0; round < 10; round++) readJson(body) }) / 10).toBeLessThan(200)
})
