import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { firstRun } from '#domain/identity/contract.ts'
import { personOperation } from '#platform/person-operation.ts'

const BLUEPRINTS = new URL('../../../blueprints/', import.meta.url)

type Facts = { isEmpty: boolean; demo: { email: string; password: string } | null }

export const readInstallation = personOperation(firstRun, async ({ database }) => {
  const { rows } = await sql<Facts>`SELECT NOT EXISTS (SELECT FROM "user") AS "isEmpty",
    (SELECT value FROM installation WHERE key = 'demo') AS demo`.execute(database.db)
  return { isEmpty: rows[0]?.isEmpty ?? true, demo: rows[0]?.demo ?? null, blueprints: await shippedOnes() }
})

// Everybody who opens the sign-in page asks for these, and they come with the program: read once.
let shipped: Promise<{ key: string; name: string; description: string }[]> | undefined

function shippedOnes(): Promise<{ key: string; name: string; description: string }[]> {
  return (shipped ??= readNames())
}

async function readNames(): Promise<{ key: string; name: string; description: string }[]> {
  const files = (await readdir(BLUEPRINTS)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(files.map(async (name) => {
    const { key, name: title, description } = JSON.parse(await readFile(new URL(name, BLUEPRINTS), 'utf8')) as { key: string; name: string; description: string }
    return { key, name: title, description }
  }))
}
