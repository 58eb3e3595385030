import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const built = path.join(import.meta.dirname, '../web/dist')
const budget = 270 * 1024

test.runIf(existsSync(built))('the first page needs at most 270 KB of gzipped JavaScript', () => {
  const page = readFileSync(path.join(built, 'index.html'), 'utf8')
  const entries = [...page.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.js)"/g)].map(([, file]) => path.join(built, file ?? ''))
  const needed = withStaticImports(entries)
  expect(needed.length).toBeGreaterThan(0)
  const sizes = Object.fromEntries(needed.map((file) => [path.basename(file), gzipSync(readFileSync(file)).length]))
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0)
  expect(total, JSON.stringify(sizes, undefined, 2)).toBeLessThanOrEqual(budget)
})

/** A browser loads what a module imports statically before it runs the module; what it imports later does not count. */
function withStaticImports(entries: string[]): string[] {
  const found = new Set(entries)
  for (const file of found) {
    const imports = readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*["'](\.[^"']+\.js)["']/g)
    for (const [, imported] of imports) found.add(path.join(path.dirname(file), imported ?? ''))
  }
  return [...found]
}
