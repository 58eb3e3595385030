import { sql } from 'kysely'
import type { Channel } from '#domain/orders/channel.ts'
import { isAskedBy } from '#domain/wizards/for-whom.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import type { Scope } from '#platform/scope.ts'

/** The wizards by which whoever asks enters line items through this channel, as they are published now, in the order they are shown in. */
export async function publishedLineWizards(scope: Scope, channel: Channel): Promise<Wizard[]> {
  const { rows } = await sql<{ definition: Wizard }>`SELECT definition FROM wizard
    WHERE organization_id = ${scope.organizationId} AND NOT is_retired AND definition->>'purpose' = 'line_item' ORDER BY position, key`.execute(scope.db)
  return rows.flatMap(({ definition: wizard }) => (isAskedBy(scope, channel, wizard) ? [wizard] : []))
}
