import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const built = path.join(import.meta.dirname, '../web/dist')
const pages = [
  { name: 'the first page', file: 'index.html', kilobytes: 270 },
  { name: 'the page behind a public link', file: 'intake.html', kilobytes: 130 },
]

test.runIf(existsSync(built)).each(pages)('$name needs at most $kilobytes KB of gzipped JavaScript', ({ file: html, kilobytes }) => {
  const page = readFileSync(path.join(built, html), 'utf8')
  const entries = [...page.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.js)"/g)].map(([, file]) => path.join(built, file ?? ''))
  const needed = withStaticImports(entries)
  expect(needed.length).toBeGreaterThan(0)
  const sizes = Object.fromEntries(needed.map((file) => [path.basename(file), gzipSync(readFileSync(file)).length]))
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0)
  expect(total, JSON.stringify(sizes, undefined, 2)).toBeLessThanOrEqual(kilobytes * 1024)
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
