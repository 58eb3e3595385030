import { expect, test } from 'vitest'
import { briefMemory } from './brief-memory.ts'

function clockAt(start: number) {
  let at = start
  return { now: () => at, pass: (milliseconds: number) => { at += milliseconds } }
}

test('what was read is given again until its time is over', async () => {
  const clock = clockAt(0)
  const memory = briefMemory<number>(2_000, clock.now)
  let reads = 0
  const read = () => Promise.resolve(++reads)
  expect(await memory.recall('a', read)).toBe(1)
  expect(await memory.recall('a', read)).toBe(1)
  expect(await memory.recall('b', read)).toBe(2)
  clock.pass(2_001)
  expect(await memory.recall('a', read)).toBe(3)
})

test('after a change nothing is kept that may have been read before the change was committed', async () => {
  const clock = clockAt(0)
  const memory = briefMemory<string>(2_000, clock.now)
  await memory.recall('a', () => Promise.resolve('old'))
  memory.forget('a')
  expect(await memory.recall('a', () => Promise.resolve('old, the change is not committed yet'))).toContain('old')
  expect(await memory.recall('a', () => Promise.resolve('new'))).toBe('new')
  clock.pass(2_001)
  await memory.recall('a', () => Promise.resolve('kept'))
  expect(await memory.recall('a', () => Promise.resolve('not read'))).toBe('kept')
})
