import { parseArgs } from 'node:util'
import { worksForMember } from '#domain/identity/api-key.ts'
import { createApiKey } from '#features/identity/create-api-key.ts'
import { perform } from '#platform/operation.ts'
import { cannotStart } from '#platform/cannot-start.ts'
import { operatorOf, withConnection, type Connection } from './connect.ts'

export const createKey = {
  usage: '--organization SLUG --role ROLE [--name NAME] [--member EMAIL]',
  summary: 'Makes an API key and prints it, alone, on standard output. One with the role contractor works on the orders assigned to --member.',
  run(words: string[]) {
    const { values } = parseArgs({ args: words, options: { organization: { type: 'string' }, role: { type: 'string' }, name: { type: 'string', default: 'API key made at the command line' }, member: { type: 'string' } } })
    return withConnection(async (connection) => {
      const caller = await operatorOf(connection, values.organization)
      const memberId = values.member === undefined ? undefined : await memberWith(connection, caller.organizationId, values.member)
      const { key, role, member } = await perform(connection.database, createApiKey, caller, { name: values.name, role: values.role, ...(memberId ? { memberId } : {}) })
      if (worksForMember(role) && !member) process.stderr.write('This key sees no order: it works for nobody. Make one with --member EMAIL to let it work on what is assigned to them.\n')
      process.stdout.write(`${key}\n`)
      return 0
    })
  },
}

async function memberWith({ owner }: Connection, organizationId: string, email: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM member WHERE organization_id = $1 AND lower(email) = lower($2)', [organizationId, email])
  return rows[0]?.id ?? Promise.reject(cannotStart(`There is no member “${email}” in that organization.`))
}
