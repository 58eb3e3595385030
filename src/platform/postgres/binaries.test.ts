import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { findBinaries } from './binaries.ts'

const log = openLog('silent', { readable: false })
const directory = mkdtempSync(path.join(tmpdir(), 'docket-binaries-'))
afterAll(() => rmSync(directory, { recursive: true }))

test('Docket brings PostgreSQL 18', () => {
  expect(findBinaries(undefined, undefined, log).major).toBe(18)
})

test('a directory without PostgreSQL is refused in words', () => {
  expect(() => findBinaries('/nowhere', undefined, log)).toThrow('There is no PostgreSQL in /nowhere')
})

test('a PostgreSQL that is too old is refused in words', () => {
  for (const name of ['postgres', 'initdb']) {
    writeFileSync(path.join(directory, name), '#!/bin/sh\necho "postgres (PostgreSQL) 14.11"\n')
    chmodSync(path.join(directory, name), 0o755)
  }
  expect(() => findBinaries(directory, undefined, log)).toThrow('Docket needs PostgreSQL 15 or newer')
})
