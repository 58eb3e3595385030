import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { patience } from './test/patience.ts'

const database = ['src/features/**/*.test.ts', 'src/platform/**/*.test.ts', 'src/channels/**/*.test.ts',
  'test/flows/**/*.test.ts', 'test/trust/**/*.test.ts']

export default defineConfig({
  test: {
    expect: { poll: patience },
    projects: [
      { test: { name: 'unit', include: ['src/domain/**/*.test.ts', 'web/**/*.test.ts', 'test/*.test.ts'] } },
      {
        test: {
          name: 'database',
          include: database,
          globalSetup: 'test/postgres.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000
        }
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/postgres.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Every file drives its own Chromium; more than one at a time only makes them wait for each other.
          fileParallelism: false
        }
      }
    ],
    pool: 'forks',
    // Database tests mostly wait for PostgreSQL, so two files at a time keep even two cores busy.
    maxWorkers: Math.max(2, availableParallelism() - 1)
  }
})
