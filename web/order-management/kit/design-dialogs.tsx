import { Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { countInWords } from '#domain/kernel/bounded-count.ts'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { useSave } from '../../kit/use-save.ts'
import { useMay, useWords } from '../../session/session.ts'
import { MigrationDialog } from '../migration/migration-dialog.tsx'
import { ReviewDialog, type Review } from './review-dialog.tsx'
import type { Design } from './use-design.ts'

export type DesignDialog = 'review' | 'discard' | 'migrate'

type Props<D> = {
  dialog: DesignDialog | undefined
  design: Design<D>
  /** What is designed, by what operations are called: `order_type`. */
  kind: string
  /** The version in force, if any. */
  published: number | null
  /** Names of operations to be read again once it is published or thrown away. */
  readAgain: string[]
  doors: {
    review: () => Promise<Review>
    publish: (draftVersion: number) => Promise<unknown>
    /** Saves the draft on top of what was published since it was begun. */
    layOver: (definition: D & { basedOn: number }, version: number) => Promise<unknown>
    discard: (version: number | undefined) => Promise<unknown>
  }
  /** Where one goes when nothing of it is left. */
  back: string
  /** The types of orders that may be moved to another version of it. */
  orderTypes?: { key: string; name: string }[]
  onShow?: (fault: Review['faults'][number]) => void
  onClose: () => void
  /** What becomes of what is under way, where that is not orders. */
  children?: ReactNode
}

/** What is done with a draft as a whole: it is published, with the offer to take open orders along, or thrown away; and orders are moved between versions at any time. */
export function DesignDialogs<D extends { name: string }>({ dialog, design, kind, published, readAgain, doors, back, orderTypes = [], onShow, onClose, children }: Props<D>) {
  const words = useWords()
  const navigate = useNavigate()
  const [mayPublish, mayMigrate] = [useMay('process.publish'), useMay('process.migrate')]
  const [done, setDone] = useState<Pick<Review, 'version' | 'openOrders'>>()
  const { definition, version } = design
  const { name } = definition
  const discarding = useSave(() => doors.discard(version > 0 ? version : undefined), {
    readAgain, done: 'The draft is thrown away.',
    onDone: () => {
      onClose()
      if (published === null) void navigate({ to: back })
    },
  })
  const close = () => {
    setDone(undefined)
    onClose()
  }
  const orders = (count: number) => `${countInWords(count)} open ${(count === 1 ? words.order : words.orders).toLowerCase()}`
  if (done) {
    const [are, they] = done.openOrders === 1 ? ['is', 'it'] : ['are', 'they']
    return <MigrationDialog title={`Version ${done.version} of ${name} is published`} lead={`${orders(done.openOrders)} ${are} still on what ${they} began with. Leave them there, or move them over.`} orderTypes={orderTypes} onClose={close} />
  }
  if (dialog === 'migrate') return <MigrationDialog title={`Open ${words.orders.toLowerCase()} of ${name}`} lead="These are still on the version they began with. Leave them there, or move them over." orderTypes={orderTypes} onClose={onClose} />
  if (dialog === 'discard') {
    return (
      <ConfirmDialog title={`Throw away the draft of ${name}?`} action="Throw it away" isBusy={discarding.isPending} onConfirm={() => discarding.mutate(undefined)} onClose={onClose}>
        {published === null ? 'It was never published, so nothing of it is left.' : `Version ${published} stays in force. What was changed since is lost.`}
      </ConfirmDialog>
    )
  }
  if (dialog !== 'review') return null
  return (
    <ReviewDialog
      name={name} kind={kind} mayPublish={mayPublish} readAgain={[...readAgain, 'process.list']} onClose={onClose} {...(onShow ? { onShow } : {})}
      review={async () => {
        await design.flush()
        return doors.review()
      }}
      publish={() => doors.publish(version)} layOver={(basedOn) => doors.layOver({ ...definition, basedOn }, version)}
      onPublished={(review) => (mayMigrate && review.openOrders > 0 && orderTypes.length > 0 ? setDone(review) : onClose())}
    >
      {({ openOrders, version: next }) => children ?? (openOrders > 0 && (
        <Text size="sm">
          {orders(openOrders)} {openOrders === 1 ? 'stays' : 'stay'} on {published === null ? 'what they began with' : `version ${published}`}; new ones follow version {next}.
          {mayMigrate && orderTypes.length > 0 && ' Once it is published you can move them over.'}
        </Text>
      ))}
    </ReviewDialog>
  )
}
