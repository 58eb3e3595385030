import { writeFile } from 'node:fs/promises'
import pg from 'pg'

/**
 * Writes tables.ts, the row types of every table, from a migrated database: `node src/platform/generate-tables.ts URL`.
 * A test compares the file with what the migrations make, so that the two cannot drift apart.
 */
export async function describeTables(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ table_name: string; column_name: string; udt_name: string; is_nullable: string; generated: boolean }>(`
      SELECT table_name, column_name, udt_name, is_nullable, (column_default IS NOT NULL OR is_identity = 'YES') AS generated
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_migration'
      ORDER BY table_name COLLATE "C", ordinal_position`)
    const tables = Map.groupBy(rows, (row) => row.table_name)
    const lines = [...tables].map(([name, columns]) => {
      const members = columns.map((column) => `    ${column.column_name}: ${typeOf(column)}`)
      return `  ${name}: {\n${members.join('\n')}\n  }`
    })
    return `// Generated from the migrations by generate-tables.ts; do not edit.\nimport type { Generated } from 'kysely'\n\nexport type Tables = {\n${lines.join('\n')}\n}\n`
  } finally {
    await client.end()
  }
}

function typeOf(column: { udt_name: string; is_nullable: string; generated: boolean }): string {
  const type = scalarOf(column.udt_name) + (column.is_nullable === 'YES' ? ' | null' : '')
  return column.generated ? `Generated<${type}>` : type
}

function scalarOf(udt: string): string {
  if (udt.startsWith('_')) return `${scalarOf(udt.slice(1))}[]`
  if (['int2', 'int4', 'int8', 'numeric', 'float8'].includes(udt)) return 'number'
  if (udt === 'bool') return 'boolean'
  if (udt === 'bytea') return 'Buffer'
  if (udt === 'jsonb' || udt === 'json') return 'unknown'
  return 'string'
}

if (import.meta.main) {
  const url = process.argv[2]
  if (!url) throw new Error('Give the address of a migrated database.')
  await writeFile(new URL('./tables.ts', import.meta.url), await describeTables(url))
}
