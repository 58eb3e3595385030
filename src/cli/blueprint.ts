import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import type { blueprintChange } from '#domain/blueprints/contract.ts'
import { applyBlueprint as apply } from '#features/blueprints/apply-blueprint.ts'
import { diffBlueprint as compare } from '#features/blueprints/diff-blueprint.ts'
import { exportBlueprint as describe } from '#features/blueprints/export-blueprint.ts'
import { cannotStart } from '#platform/cannot-start.ts'
import { perform } from '#platform/operation.ts'
import { operatorOf, withConnection } from './connect.ts'

const options = { organization: { type: 'string' } } as const

export const applyBlueprint = {
  usage: 'FILE|KEY --organization SLUG [--dry-run | --yes]',
  summary: 'Makes an organization work as a blueprint says; shows every change first and asks. Nothing it has is removed.',
  run(words: string[]) {
    const { values, positionals } = parseArgs({ args: words, options: { ...options, 'dry-run': { type: 'boolean' }, yes: { type: 'boolean' } }, allowPositionals: true })
    const [chosen] = positionals
    if (!chosen) throw cannotStart('Name a blueprint, or a file that holds one.')
    return withConnection(async (connection) => {
      const caller = await operatorOf(connection, values.organization)
      const choice = /[./]/.test(chosen) ? { document: await readDocument(chosen) } : { blueprint: chosen }
      const { changes, notFound } = await perform(connection.database, compare, caller, choice)
      process.stderr.write(notFound.map((one) => `${one}\n`).join(''))
      process.stdout.write(changes.length === 0 ? 'Nothing has to change.\n' : changes.map(describeChange).join(''))
      if (changes.length === 0 || values['dry-run']) return 0
      if (!values.yes && !(await isConfirmed(`Apply ${changes.length === 1 ? 'this change' : `these ${changes.length} changes`} to ${values.organization}?`))) {
        process.stderr.write('Nothing was changed.\n')
        return 1
      }
      const applied = await perform(connection.database, apply, caller, choice)
      process.stderr.write(`${applied.changes.length} ${applied.changes.length === 1 ? 'change is' : 'changes are'} applied.\n`)
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

function describeChange({ what, name, change, differences }: z.infer<typeof blueprintChange>): string {
  return [`${change === 'add' ? 'adds' : 'changes'} ${what.replace('_', ' ')} “${name}”`, ...differences.map((difference) => `    ${difference}`)].join('\n') + '\n'
}

async function isConfirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw cannotStart('Nobody is there to confirm this, so nothing was changed. Add --yes to apply it, or --dry-run to only look.')
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await asking.question(`${question} [y/N] `)).trim())
  } finally {
    asking.close()
  }
}

async function readDocument(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw cannotStart(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}
