import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { ask } from '../../ask.ts'
import { asking, useOrganizationSlug } from '../../asking.ts'
import { useWords } from '../../session/session.ts'
import { EarlierMigrations } from './earlier-migrations.tsx'
import { MigrationPlan } from './migration-plan.tsx'
import { MigrationProgress } from './migration-progress.tsx'

type Shown = { what: 'over' } | { what: 'back'; id: string } | { what: 'running'; id: string }

/** Moves the open orders of one type over to today's process, or back what was moved before: what would happen first, then the doing of it. */
export function MigrationSteps({ orderType, lead }: { orderType: string; lead: string }) {
  const words = useWords()
  const organization = useOrganizationSlug()
  const [shown, show] = useState<Shown>({ what: 'over' })
  const run = ({ id }: { id: string }) => show({ what: 'running', id })
  const undo = (id: string) => show({ what: 'back', id })
  if (shown.what === 'running') return <MigrationProgress key={shown.id} id={shown.id} onUndo={undo} />
  if (shown.what === 'back') {
    const { id } = shown
    return (
      <MigrationPlan
        key={id} lead={`What stands where it was put goes back to exactly where it was. What has gone on since goes back to its former version, as far as that has a place for it.`}
        preview={(mapping) => asking(organization, 'migration.preview_undo', { id, mapping })} start={(mapping) => ask('migration.undo', { id, mapping })} onStarted={run} onLeave={() => show({ what: 'over' })}
        says={{ can: 'can go back now', move: (count) => `Move ${count} back`, all: 'Move back all that can', note: 'Nothing has been changed yet. What stays behind can be tried again.' }}
        nothing={<Text size="sm">There is nothing left to move back.</Text>}
      />
    )
  }
  const earlier = <EarlierMigrations orderType={orderType} onUndo={undo} />
  return (
    <MigrationPlan
      lead={lead} preview={(mapping) => asking(organization, 'migration.preview', { orderType, mapping })} start={(mapping) => ask('migration.start', { orderType, mapping })} onStarted={run}
      says={{ can: 'can go over now', move: (count) => `Move ${count} over`, all: 'Move all that can go over', note: 'Nothing has been changed yet. It can be undone afterwards.' }}
      nothing={<Stack><Text size="sm">Every open {words.order.toLowerCase()} of this type is on today’s version.</Text>{earlier}</Stack>}
    >
      {earlier}
    </MigrationPlan>
  )
}
