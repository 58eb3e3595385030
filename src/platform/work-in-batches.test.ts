import { expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { testDatabase } from '#test/database.ts'
import { systemCaller } from './system-caller.ts'
import { workInBatches } from './work-in-batches.ts'

const database = testDatabase()

/** Works through 0, 1, 2 … `all`, where what is `bad` is refused. */
async function workThrough(all: number, bad: number[], given: { signal?: AbortSignal; broken?: number } = {}) {
  const done: number[] = []
  const leftOut: [number, string][] = []
  const sizes: number[] = []
  let at = 0
  await workInBatches(database, systemCaller(newId(), 'test'), {
    most: 10,
    async work(_scope, size) {
      sizes.push(size)
      const batch = Array.from({ length: Math.min(size, all - at) }, (_, i) => at + i)
      if (given.broken !== undefined && batch.includes(given.broken)) throw new TypeError('A defect')
      if (batch.some((one) => bad.includes(one))) refuse('insufficient-stock', 'There is none.')
      done.push(...batch)
      at += batch.length
      return at
    },
    isDone: () => at === all,
    isOfOne: ({ slug }) => slug === 'insufficient-stock',
    async leaveOut(_scope, because) { leftOut.push([at++, because]) },
    ...(given.signal ? { signal: given.signal } : {}),
  })
  return { done, leftOut, sizes }
}

test('what is refused is named and left out, and everything else is done once', async () => {
  const { done, leftOut, sizes } = await workThrough(45, [13, 17, 30])
  expect(leftOut.map(([one]) => one)).toEqual([13, 17, 30])
  expect(leftOut[0]?.[1]).toBe('There is none.')
  expect(done).toEqual(Array.from({ length: 45 }, (_, i) => i).filter((i) => ![13, 17, 30].includes(i)))
  // Two batches are done again one by one, each once however many of it are bad.
  expect(sizes.filter((size) => size === 10)).toHaveLength(5)
  expect(sizes.filter((size) => size === 1)).toHaveLength(20)
})

test('a defect is nobody’s in the batch, and ends the work', async () => {
  await expect(workThrough(45, [13], { broken: 25 })).rejects.toThrow('A defect')
})

test('who is asked to stop stops between two batches', async () => {
  await expect(workThrough(45, [], { signal: AbortSignal.abort() })).rejects.toThrow('asked to stop')
})
