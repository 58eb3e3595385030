import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { domainPackages, floors, roomOf } from '#src/floors.ts'

const root = path.join(import.meta.dirname, '..')
const aliases: Record<string, string> = { '#src/': 'src/', '#domain/': 'src/domain/', '#platform/': 'src/platform/', '#features/': 'src/features/', '#channels/': 'src/channels/', '#test/': 'test/' }

type Import = { file: string, line: number, specifier: string, target: string | undefined }

/** Every import, type import, re-export and dynamic import of the TypeScript files below a folder. */
function importsBelow(folder: string): Import[] {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] })
    .flatMap((file) => importsOf(file, readFileSync(path.join(root, file), 'utf8')))
}

function importsOf(file: string, source: string): Import[] {
  const statements = source.matchAll(/^\s*(?:import|export)\b[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm)
  return Array.from(statements, (match) => {
    const specifier = match.slice(1).find((part) => part !== undefined) ?? ''
    const line = source.slice(0, match.index + match[0].length).split('\n').length
    return { file, line, specifier, target: fileOf(file, specifier) }
  })
}

/** The path from the root of what is imported, or undefined for a package. */
function fileOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return path.join(path.dirname(file), specifier)
  const alias = Object.keys(aliases).find((prefix) => specifier.startsWith(prefix))
  return alias && aliases[alias] + specifier.slice(alias.length)
}

function offending(imports: Import[], why: (imported: Import) => string | undefined): string[] {
  return imports.flatMap((imported) => {
    const reason = why(imported)
    return reason === undefined ? [] : [`${imported.file}:${imported.line} imports ${imported.specifier}: ${reason}`]
  })
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file)
const inSrc = (file: string) => path.relative('src', file)

/** Why an import points up, or undefined for one that may stand. */
function pointsUp({ file, target }: Import): string | undefined {
  if (target === undefined) return undefined
  // A door is tested with everything behind it.
  if (isTest(file) && (target.startsWith('test/') || target === 'src/operations.ts')) return undefined
  const [from, to] = [roomOf(inSrc(file)), roomOf(inSrc(target))]
  if (from === undefined || file === 'src/floors.ts') return undefined
  if (to === undefined) return 'it is outside the building'
  return floors.indexOf(to) < floors.indexOf(from) ? `${from} is below ${to}` : undefined
}

/** Why the domain may not import it. */
function isForeignToDomain({ file, specifier, target }: Import): string | undefined {
  if (isTest(file)) return undefined
  if (target !== undefined) return target.startsWith('src/domain/') ? undefined : 'the domain stands on nothing'
  return domainPackages.some((name) => specifier === name || specifier.startsWith(`${name}/`)) ? undefined : 'the domain computes and does nothing else'
}

/** Why the web may not import it. */
function isForeignToWeb({ file, specifier, target }: Import): string | undefined {
  if (isTest(file)) return undefined
  if (target === undefined) return specifier.startsWith('node:') ? 'browsers have no Node' : undefined
  return target.startsWith('web/') || target.startsWith('src/domain/') ? undefined : 'the web stands on the domain alone and talks over HTTP'
}

test('imports point down the building', () => {
  expect(offending(importsBelow('src'), pointsUp)).toEqual([])
})

test('the domain imports nothing but itself and what it computes with', () => {
  expect(offending(importsBelow('src/domain'), isForeignToDomain)).toEqual([])
})

test('the web imports the domain and packages, nothing else', () => {
  expect(offending(importsBelow('web'), isForeignToWeb)).toEqual([])
})

test('what the rooms of the web share stands on none of them', () => {
  const shared = ['web/kit/', 'web/session/', 'web/live/', 'web/keyboard/']
  const isShared = (file: string) => shared.some((folder) => file.startsWith(folder)) || path.dirname(file) === 'web'
  const whyNot = ({ target }: Import) => (target?.startsWith('web/') && !isShared(target) ? 'it is in a room' : undefined)
  expect(offending(importsBelow('web/kit'), whyNot)).toEqual([])
})

test('every file under src is in a room', () => {
  const homeless = globSync('src/**/*.ts', { cwd: root }).filter((file) => file !== 'src/floors.ts' && roomOf(inSrc(file)) === undefined)
  expect(homeless).toEqual([])
})

/** Which rooms write a table, by the SQL in their files. */
function writersOf(sources: { file: string, source: string }[]): Map<string, Set<string>> {
  const writers = new Map<string, Set<string>>()
  for (const { file, source } of sources) {
    for (const [, table = ''] of source.matchAll(/\b(?:INSERT INTO|DELETE FROM|(?<!NO KEY |FOR |DO )UPDATE) "?([a-z_]+)"?/g)) {
      const room = roomOf(inSrc(file)) ?? file
      writers.set(table, (writers.get(table) ?? new Set()).add(room))
    }
  }
  return writers
}

test('every table is written by one room', () => {
  // The demo is no room of the business: it makes up what others keep.
  const files = globSync('src/**/*.ts', { cwd: root }).filter((file) => !isTest(file) && !file.startsWith('src/features/demo/'))
  const writers = writersOf(files.map((file) => ({ file, source: readFileSync(path.join(root, file), 'utf8') })))
  expect(writers.size).toBeGreaterThan(10)
  expect([...writers].filter(([, rooms]) => rooms.size > 1).map(([table, rooms]) => `${table} is written by ${[...rooms].join(' and ')}`)).toEqual([])
})

test('the test would notice', () => {
  expect(writersOf([
    { file: 'src/features/orders/a.ts', source: 'sql`UPDATE customer SET name = 1`' },
    { file: 'src/features/customers/b.ts', source: 'sql`INSERT INTO customer … ON CONFLICT DO UPDATE SET x = 1`; sql`SELECT … FOR NO KEY UPDATE OF o`' },
  ])).toEqual(new Map([['customer', new Set(['features/orders', 'features/customers'])]]))
  const up = importsOf('src/features/catalog/product.ts', "import { a } from './a.ts'\nimport type {\n  B,\n} from '#features/orders/b.ts'\nconst c = await import('#src/main.ts')\n")
  expect(offending(up, pointsUp)).toEqual([
    'src/features/catalog/product.ts:4 imports #features/orders/b.ts: features/catalog is below features/orders',
    'src/features/catalog/product.ts:5 imports #src/main.ts: features/catalog is below main',
  ])
  expect(offending(importsOf('src/domain/orders/a.ts', "export { x } from 'kysely'\nimport 'node:fs'"), isForeignToDomain)).toHaveLength(2)
  expect(offending(importsOf('src/domain/kernel/a.ts', "import { x } from '../events.ts'"), pointsUp)).toHaveLength(1)
  expect(offending(importsOf('web/orders/a.tsx', "import { x } from '../../src/platform/log.ts'\nimport { y } from '#features/orders/y.ts'"), isForeignToWeb)).toHaveLength(2)
})
