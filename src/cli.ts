import { backup, restore } from './cli/backup.ts'
import { applyBlueprint, exportBlueprint } from './cli/blueprint.ts'
import { createKey } from './cli/create-api-key.ts'
import { doctor } from './cli/doctor.ts'
import { exportFile } from './cli/export.ts'
import { importFile } from './cli/import.ts'
import { migrateDatabase } from './cli/migrate.ts'
import { isCannotStart } from '#platform/cannot-start.ts'
import { Refusal } from '#domain/kernel/refusal.ts'

/** The operator's commands: each says how it is asked, and answers with the code the program ends with. */
type Command = { usage: string; summary: string; run(words: string[]): Promise<number> }

const commands: Record<string, Command> = {
  migrate: migrateDatabase, 'api-key create': createKey, import: importFile, export: exportFile, 'blueprint apply': applyBlueprint,
  'blueprint export': exportBlueprint, backup, restore, doctor,
}

const UNUSABLE = 2

process.exitCode = await run(process.argv.slice(2))

async function run(words: string[]): Promise<number> {
  const [first = 'help', second = ''] = words
  if (['help', '--help', '-h'].includes(first)) {
    process.stdout.write(help())
    return 0
  }
  const name = [`${first} ${second}`, first].find((candidate) => Object.hasOwn(commands, candidate))
  const command = name === undefined ? undefined : commands[name]
  if (!name || !command) {
    process.stderr.write(`There is no command “${words.join(' ')}”.\n\n${help()}`)
    return UNUSABLE
  }
  try {
    return await command.run(words.slice(name.split(' ').length))
  } catch (error) {
    return explain(error, `Usage: bin/docket ${name} ${command.usage}\n`)
  }
}

function explain(error: unknown, usage: string): number {
  const code = (error as { code?: string }).code ?? ''
  if (code.startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(`${(error as Error).message}\n${usage}`)
    return UNUSABLE
  }
  // Whoever reads our output has read enough, such as head.
  if (code === 'EPIPE') return 0
  if (error instanceof Refusal || isCannotStart(error)) process.stderr.write(`${error.message}\n`)
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 1
}

function help(): string {
  const lines = Object.entries(commands).map(([name, { usage, summary }]) => `  bin/docket ${name} ${usage}\n      ${summary}\n`)
  return `Commands for whoever runs Docket. They work while it runs and while it does not, on the data directory (DOCKET_DATA)\nor on DATABASE_URL.\n\n${lines.join('')}`
}
