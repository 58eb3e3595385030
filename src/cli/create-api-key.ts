import { parseArgs } from 'node:util'
import { createApiKey } from '#features/identity/create-api-key.ts'
import { perform } from '#platform/operation.ts'
import { operatorOf, withConnection } from './connect.ts'

export const createKey = {
  usage: '--organization SLUG --role ROLE [--name NAME]',
  summary: 'Makes an API key and prints it, alone, on standard output.',
  run(words: string[]) {
    const { values } = parseArgs({ args: words, options: { organization: { type: 'string' }, role: { type: 'string' }, name: { type: 'string', default: 'API key made at the command line' } } })
    return withConnection(async (connection) => {
      const caller = await operatorOf(connection, values.organization)
      const { key } = await perform(connection.database, createApiKey, caller, { name: values.name, role: values.role })
      process.stdout.write(`${key}\n`)
      return 0
    })
  },
}
