import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDataDirectory } from './data-directory-lock.ts'

let directory = ''
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'docket-lock-')) })
afterEach(() => rmSync(directory, { recursive: true }))

const leaveLock = (holder: string) => writeFileSync(path.join(directory, 'docket.lock'), holder)

test('a lock is held once and leaves nothing behind', () => {
  const lock = lockDataDirectory(directory)
  expect(() => lockDataDirectory(directory)).toThrow(`Another Docket (process ${process.pid}) is using`)
  lock.release()
  expect(readdirSync(directory)).toEqual([])
})

test.each([
  ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' })],
  ['a process id that was given to another process since', JSON.stringify({ pid: process.pid, startedAt: '1' })],
  ['a program killed while writing', '{"pid":']
])('a lock left by %s is recovered', (_, holder) => {
  leaveLock(holder)
  const lock = lockDataDirectory(directory)
  expect(() => lockDataDirectory(directory)).toThrow('Another Docket')
  lock.release()
  expect(readdirSync(directory)).toEqual([])
})
