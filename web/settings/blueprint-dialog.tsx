import { Alert, Badge, Button, Group, Modal, Skeleton, Stack, Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { contentsOf, type BlueprintContents } from '#domain/blueprints/contents.ts'
import { ask, type Answered } from '../ask.ts'
import { useAsk, useOrganizationSlug } from '../asking.ts'
import { BlueprintWhole } from '../kit/blueprint-contents.tsx'
import { useSave } from '../kit/use-save.ts'
import { isProblem, wordsFor } from '../problem.ts'
import { useMay } from '../session/session.ts'
import classes from './blueprint-dialog.module.css'
import { placeInFile } from './place-in-file.ts'
import type { Choice } from './read-blueprint-file.ts'

type Change = Answered<'blueprint.diff'>['changes'][number]

const nouns: Record<Change['what'], string> = { setting: 'Settings', status: 'Statuses', workflow_type: 'Phases', workflow: 'Workflows', order_type: 'Order types', wizard: 'Wizards', view: 'Lists of orders' }
const afterwards = [
  'status.list', 'workflow.list', 'workflow.list_designed', 'workflow_type.list', 'order_type.list', 'order_type.list_designed', 'wizard.list', 'view.list', 'session.read', 'organization.get', 'blueprint.diff', 'order.list',
]

/** What a blueprint would change here, what it brings, and the button that does it. */
export function BlueprintDialog({ choice, onClose }: { choice: Choice; onClose: () => void }) {
  const organization = useOrganizationSlug()
  const mayApply = useMay('blueprint.apply')
  const difference = useQuery({ queryKey: ['blueprint.diff', organization, choice.asked], queryFn: () => ask('blueprint.diff', choice.asked), staleTime: 0, retry: false })
  const applying = useSave(() => ask('blueprint.apply', choice.asked), { readAgain: afterwards, isQuiet: true, done: `${choice.name} is applied.` })
  const changes = difference.data?.changes
  const contents = useContents(choice, changes !== undefined)
  if (applying.isSuccess) return <Applied name={choice.name} count={applying.data.changes.length} notFound={applying.data.notFound} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} size="xl" title={<Text span fw={650}>{choice.name}</Text>}>
      <Stack>
        {difference.isPending && <Skeleton h={140} />}
        {Boolean(difference.error) && <Faults error={difference.error} document={choice.asked.document} />}
        {changes && (
          <Tabs defaultValue="changes" keepMounted={false}>
            <Tabs.List mb="sm"><Tabs.Tab value="changes">What changes here</Tabs.Tab><Tabs.Tab value="contents">What it brings</Tabs.Tab></Tabs.List>
            <Tabs.Panel value="changes"><NotFound notFound={difference.data?.notFound ?? []} />{changes.length === 0 ? <Text size="sm">Nothing: the organization works exactly like this already.</Text> : <Changes changes={changes} />}</Tabs.Panel>
            <Tabs.Panel value="contents">{contents && <BlueprintWhole contents={contents} />}</Tabs.Panel>
          </Tabs>
        )}
        {Boolean(applying.error) && <Faults error={applying.error} document={choice.asked.document} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>Leave it</Button>
          {changes && changes.length > 0 && mayApply && <Button loading={applying.isPending} onClick={() => applying.mutate(undefined)}>Apply {changes.length === 1 ? 'the change' : `${changes.length} changes`}</Button>}
        </Group>
      </Stack>
    </Modal>
  )
}

function Applied({ name, count, notFound, onClose }: { name: string; count: number; notFound: string[]; onClose: () => void }) {
  const organization = useOrganizationSlug()
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>{name} is applied</Text>}>
      <Text size="sm">{count === 1 ? 'One thing was' : `${count} things were`} added or changed. Everything can be adjusted in Order Management.</Text>
      <NotFound notFound={notFound} />
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>Stay here</Button>
        <Button component={Link} to={`/${organization}/settings/order-management`}>Open Order Management</Button>
      </Group>
    </Modal>
  )
}

/** What the blueprint names that is not here, and what follows. */
function NotFound({ notFound }: { notFound: string[] }) {
  if (notFound.length === 0) return null
  return <Alert color="orange" my="sm" title="Not everything it names is here"><ul className={classes.faults}>{notFound.map((one) => <li key={one}>{one}</li>)}</ul></Alert>
}

/** Of a shipped blueprint as it is listed; of a file as it stands there, once it is known to be a blueprint. */
function useContents({ asked: { blueprint, document } }: Choice, isBlueprint: boolean): BlueprintContents | undefined {
  const shipped = useAsk('blueprint.list', {}, { staleTime: Infinity }).data?.items.find(({ key }) => key === blueprint)
  return document ? (isBlueprint ? contentsOf(document) : undefined) : shipped?.contents
}

/** Every addition and every change, by name. */
function Changes({ changes }: { changes: Change[] }) {
  return (
    <div className={classes.groups}>
      {[...Map.groupBy(changes, ({ what }) => what)].map(([what, group]) => {
        const [added, changed] = [group.filter(({ change }) => change === 'add'), group.filter(({ change }) => change === 'change')]
        return (
          <section key={what} aria-label={nouns[what]}>
            <h3 className={classes.noun}>{nouns[what]}</h3>
            {added.length > 0 && <p className={classes.added}><Badge size="sm" variant="light" color="green">{added.length === 1 ? 'New' : `${added.length} new`}</Badge> {added.map(({ name }) => name).join(' · ')}</p>}
            {changed.map(({ key, name, differences }) => (
              <div key={key} className={classes.changed}>
                <p><Badge size="sm" variant="light" color="blue">Changes</Badge> <b>{name}</b></p>
                {differences.length > 0 && <ul>{differences.map((one) => <li key={one}>{one}</li>)}</ul>}
              </div>
            ))}
          </section>
        )
      })}
    </div>
  )
}

/** Why a document is no blueprint, each fault with its place in it. */
function Faults({ error, document }: { error: unknown; document: unknown }) {
  const errors = isProblem(error) ? error.errors : []
  return (
    <Alert color="red" role="alert" title="This cannot be applied">
      {errors.length === 0 && wordsFor(error)}
      {errors.length > 0 && (
        <ul className={classes.faults}>
          {errors.slice(0, 30).map(({ pointer, message }) => <li key={pointer + message}><b>{placeInFile(pointer, document) || 'The document'}</b>: {message}</li>)}
          {errors.length > 30 && <li>… and {errors.length - 30} more</li>}
        </ul>
      )}
    </Alert>
  )
}
