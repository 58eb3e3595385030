import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { draftReview } from '#domain/drafts/draft.ts'
import { useOrganizationSlug } from '../../asking.ts'
import { useSave } from '../../kit/use-save.ts'
import { wordsFor } from '../../problem.ts'
import parts from './parts.module.css'
import classes from './review-dialog.module.css'

export type Review = z.infer<typeof draftReview>

type Props = {
  /** What is reviewed: "Repair", and what it is: `order_type`. */
  name: string
  kind: string
  /** Saves what is not saved yet, and answers what publishing would do. */
  review: () => Promise<Review>
  publish: () => Promise<unknown>
  /** Saves the draft on top of what was published since it was begun. */
  layOver: (version: number) => Promise<unknown>
  mayPublish: boolean
  /** Names of operations to be read again once it is published. */
  readAgain: string[]
  onPublished: (review: Review) => void
  onClose: () => void
  /** Where the draft is said to go wrong: opens that place in the editor. */
  onShow?: (fault: Review['faults'][number]) => void
  /** What becomes of what is under way. */
  children: (review: Review) => ReactNode
}

/** What publishing a draft would change, what is wrong with it, and the button that does it. */
export function ReviewDialog({ name, kind, review, publish, layOver, mayPublish, readAgain, onPublished, onClose, onShow, children }: Props) {
  const organization = useOrganizationSlug()
  const reading = useQuery({ queryKey: [`${kind}.review_draft`, organization, name], queryFn: review, staleTime: 0, gcTime: 0, retry: false })
  const publishing = useSave(publish, { readAgain, isQuiet: true, done: () => `${name} is published.`, onDone: () => reading.data && onPublished(reading.data) })
  const laying = useSave((version: number) => layOver(version), { readAgain, onDone: () => void reading.refetch() })
  const found = reading.data
  const isSound = found?.faults.length === 0
  return (
    <Modal opened onClose={onClose} size="lg" title={<Text span fw={650}>{found ? `Publish version ${found.version} of ${name}` : `Publish ${name}`}</Text>}>
      <Stack>
        {reading.isPending && <Skeleton h={140} aria-label="Loading" />}
        {Boolean(reading.error) && <Alert color="red" role="alert">{wordsFor(reading.error)}</Alert>}
        {found && <WhatIsWrong review={found} {...(onShow ? { onShow } : {})} />}
        {found?.isOutdated && (
          <Alert color="yellow" title="Somebody published since this draft was begun">
            What follows is measured against what is in force now. Publishing would undo what they changed, unless you keep it in your draft.
            <Group mt="xs"><Button size="compact-sm" variant="default" loading={laying.isPending} onClick={() => laying.mutate(found.version - 1)}>I looked: mine goes on top of version {found.version - 1}</Button></Group>
          </Alert>
        )}
        {found && (
          <section className={parts.titled} aria-label="What changes">
            <h3 className={parts.heading}>What changes</h3>
            {found.changes.length === 0
              ? <p className={classes.quiet}>Nothing: this is what is in force already.</p>
              : <ul className={parts.list}>{found.changes.map((change) => <li key={change}>{change}</li>)}</ul>}
          </section>
        )}
        {found && children(found)}
        {Boolean(publishing.error) && <Alert color="red" role="alert" title="This was not published">{wordsFor(publishing.error)}</Alert>}
        {found && !mayPublish && <p className={classes.quiet}>Owners and admins publish. Your draft is saved; ask one of them.</p>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{isSound ? 'Not yet' : 'Back to the draft'}</Button>
          {found && mayPublish && <Button disabled={!isSound || found.isOutdated || found.changes.length === 0} loading={publishing.isPending} onClick={() => publishing.mutate(undefined)}>Publish version {found.version}</Button>}
        </Group>
      </Stack>
    </Modal>
  )
}

function WhatIsWrong({ review: { faults, warnings }, onShow }: { review: Review; onShow?: (fault: Review['faults'][number]) => void }) {
  return (
    <>
      {faults.length > 0 && (
        <Alert color="red" role="alert" title={faults.length === 1 ? 'One thing must be put right first' : `${faults.length} things must be put right first`}>
          <ul className={parts.list}>
            {faults.map((fault) => (
              <li key={fault.code + fault.message}>
                {fault.message}
                {fault.path.length > 0 && <span className={classes.path}> {fault.path.join(' → ')}</span>}
                {onShow && <> <Button size="compact-xs" variant="light" color="red" onClick={() => onShow(fault)}>Show it</Button></>}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert color="yellow" title="Look at this before you publish">
          <ul className={parts.list}>{warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>
        </Alert>
      )}
    </>
  )
}
