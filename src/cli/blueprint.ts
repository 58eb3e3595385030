import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { applyBlueprint as apply } from '#features/blueprints/apply-blueprint.ts'
import { exportBlueprint as describe } from '#features/blueprints/export-blueprint.ts'
import { cannotStart } from '#platform/cannot-start.ts'
import { perform } from '#platform/operation.ts'
import { operatorOf, withConnection } from './connect.ts'

const options = { organization: { type: 'string' } } as const

export const applyBlueprint = {
  usage: 'FILE|KEY --organization SLUG',
  summary: 'Makes an organization work as a blueprint says; nothing it has is removed.',
  run(words: string[]) {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true })
    const [chosen] = positionals
    if (!chosen) throw cannotStart('Name a blueprint, or a file that holds one.')
    return withConnection(async (connection) => {
      const caller = await operatorOf(connection, values.organization)
      const choice = /[./]/.test(chosen) ? { document: await readDocument(chosen) } : { blueprint: chosen }
      const { changes } = await perform(connection.database, apply, caller, choice)
      for (const { what, name, change } of changes) process.stderr.write(`${change === 'add' ? 'added' : 'changed'} ${what.replace('_', ' ')} ${name}\n`)
      process.stderr.write(changes.length === 0 ? 'Nothing had to change.\n' : `${changes.length} changes.\n`)
      return 0
    })
  },
}

export const exportBlueprint = {
  usage: '--organization SLUG',
  summary: 'Prints an organization as a blueprint.',
  run(words: string[]) {
    const { values } = parseArgs({ args: words, options })
    return withConnection(async (connection) => {
      const document = await perform(connection.database, describe, await operatorOf(connection, values.organization), {})
      process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
      return 0
    })
  },
}

async function readDocument(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw cannotStart(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}
