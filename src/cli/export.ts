import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { exportOrders } from '#features/imports/export-orders.ts'
import { operatorOf, withConnection } from './connect.ts'

export const exportFile = {
  usage: '--organization SLUG [--format csv|json] [-o FILE]',
  summary: 'Writes every order, archived ones too, to a file or to standard output.',
  run(words: string[]) {
    const { values } = parseArgs({ args: words, options: { organization: { type: 'string' }, format: { type: 'string', default: 'csv' }, output: { type: 'string', short: 'o' } } })
    return withConnection(async (connection) => {
      const caller = await operatorOf(connection, values.organization)
      const { text } = exportOrders(connection.database, caller, { format: values.format }, { withArchived: true })
      let orders = 0
      const counted = async function* () { orders = yield* text }
      if (values.output === undefined) await pipeline(counted(), process.stdout, { end: false })
      else await pipeline(counted(), createWriteStream(values.output, { mode: 0o600 }))
      process.stderr.write(`${orders} orders.\n`)
      return 0
    })
  },
}
