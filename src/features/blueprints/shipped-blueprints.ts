import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { refuseField } from '#domain/kernel/refusal.ts'
import { blueprint, type Blueprint } from '#domain/blueprints/blueprint.ts'

const directory = path.resolve(import.meta.dirname, '../../../blueprints')

let read: Promise<Blueprint[]> | undefined

/** The blueprints that came with this program, by name; their files do not change while it runs. */
export function shippedBlueprints(): Promise<Blueprint[]> {
  read ??= readAll()
  return read
}

export async function getShippedBlueprint(key: string): Promise<Blueprint> {
  const shipped = await shippedBlueprints()
  return shipped.find((candidate) => candidate.key === key)
    ?? refuseField('/blueprint', 'unknown', `There is no blueprint “${key}”. There are: ${shipped.map((candidate) => candidate.key).join(', ')}.`)
}

async function readAll(): Promise<Blueprint[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.json'))
  const documents = await Promise.all(files.map(async (file) => blueprint.parse(JSON.parse(await readFile(path.join(directory, file), 'utf8')))))
  return documents.sort((a, b) => a.name.localeCompare(b.name))
}
