import { migrate } from '#platform/migrate.ts'
import { withConnection } from './connect.ts'

export const migrateDatabase = {
  usage: '',
  summary: 'Brings the database up to date with this program.',
  run: () => withConnection(async ({ ownerUrl }) => {
    const { applied } = await migrate(ownerUrl)
    process.stderr.write(applied.length > 0 ? `Applied ${applied.join(', ')}.\n` : 'The database is up to date.\n')
    return 0
  }, { anyVersion: true }),
}
