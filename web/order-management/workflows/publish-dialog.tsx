import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { DesignedWorkflow } from '#domain/workflows/design-contract.ts'
import { ask } from '../../ask.ts'
import { useMay, useWords } from '../../session/session.ts'
import { MigrationDialog } from '../migration/migration-dialog.tsx'
import { ReviewDialog } from '../kit/review-dialog.tsx'
import type { Design } from '../kit/use-design.ts'
import type { WorkflowDraft } from './workflow-edits.ts'

type Props = {
  designed: DesignedWorkflow; design: Design<WorkflowDraft>; mayPublish: boolean; readAgain: string[]
  keep: (now: DesignedWorkflow) => unknown
  onShow: (step: string) => void
  onClose: () => void
}

/** Publishes the draft; and where open orders stay on another version, offers to take them along. */
export function PublishDialog({ designed, design, mayPublish, readAgain, keep, onShow, onClose }: Props) {
  const words = useWords()
  const mayMigrate = useMay('process.migrate')
  const [published, setPublished] = useState<{ version: number; openOrders: number }>()
  const { key, usedBy } = designed
  const { name } = design.definition
  const orders = (count: number) => `${count} open ${(count === 1 ? words.order : words.orders).toLowerCase()}`
  if (published) {
    return <MigrationDialog title={`Version ${published.version} of ${name} is published`} lead={`${orders(published.openOrders)} ${published.openOrders === 1 ? 'is' : 'are'} still on what ${published.openOrders === 1 ? 'it' : 'they'} began with. Leave them there, or move them over.`} orderTypes={usedBy} onClose={onClose} />
  }
  return (
    <ReviewDialog
      name={name} kind="workflow" mayPublish={mayPublish} readAgain={[...readAgain, 'process.list']} onClose={onClose}
      review={async () => {
        await design.flush()
        return ask('workflow.review_draft', { key })
      }}
      publish={async () => keep(await ask('workflow.publish_draft', { key, draftVersion: design.version }))}
      layOver={async (basedOn) => keep(await ask('workflow.save_draft', { ...design.definition, basedOn }, { version: design.version }))}
      onPublished={(review) => (mayMigrate && review.openOrders > 0 && usedBy.length > 0 ? setPublished(review) : onClose())}
      onShow={({ step }) => {
        if (step) onShow(step)
        onClose()
      }}
    >
      {(review) => (
        <Stack gap={4}>
          {review.openOrders > 0 && (
            <Text size="sm">
              {orders(review.openOrders)} {review.openOrders === 1 ? 'stays' : 'stay'} on {designed.published ? `version ${designed.published.version}` : 'what they began with'}; new ones follow version {review.version}.
              {mayMigrate && ' Once it is published you can move them over.'}
            </Text>
          )}
        </Stack>
      )}
    </ReviewDialog>
  )
}
