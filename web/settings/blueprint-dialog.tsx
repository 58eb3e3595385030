import { Alert, Badge, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ask, type Answered } from '../ask.ts'
import { useOrganizationSlug } from '../asking.ts'
import { useSave } from '../kit/use-save.ts'
import { isProblem, wordsFor } from '../problem.ts'
import { useMay } from '../session/session.ts'
import type { Choice } from './blueprints-page.tsx'
import classes from './settings.module.css'

type Change = Answered<'blueprint.diff'>['changes'][number]

const nouns: Record<Change['what'], string> = { setting: 'Settings', status: 'Statuses', workflow_type: 'Phases', workflow: 'Workflows', order_type: 'Order types', wizard: 'Action wizards', view: 'Lists' }
const afterwards = ['status.list', 'workflow.list', 'workflow_type.list', 'order_type.list', 'view.list', 'session.read', 'blueprint.diff', 'order.list']

/** What a blueprint would change here, and the button that does it. */
export function BlueprintDialog({ choice, onClose }: { choice: Choice; onClose: () => void }) {
  const organization = useOrganizationSlug()
  const mayApply = useMay('blueprint.apply')
  const difference = useQuery({ queryKey: ['blueprint.diff', organization, choice.asked], queryFn: () => ask('blueprint.diff', choice.asked), staleTime: 0, retry: false })
  const applying = useSave(() => ask('blueprint.apply', choice.asked), { readAgain: afterwards, isQuiet: true, done: `${choice.name} is applied.`, onDone: onClose })
  const changes = difference.data?.changes
  return (
    <Modal opened onClose={onClose} size="lg" title={<Text span fw={650}>{choice.name}</Text>}>
      <Stack>
        {difference.isPending && <Skeleton h={140} />}
        {Boolean(difference.error) && <Faults error={difference.error} />}
        {changes && (changes.length === 0 ? <Text size="sm">Nothing: the organization works exactly like this already.</Text> : <Changes changes={changes} />)}
        {Boolean(applying.error) && <Faults error={applying.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>Leave it</Button>
          {changes && changes.length > 0 && mayApply && <Button loading={applying.isPending} onClick={() => applying.mutate(undefined)}>Apply {changes.length === 1 ? 'the change' : `${changes.length} changes`}</Button>}
        </Group>
      </Stack>
    </Modal>
  )
}

function Changes({ changes }: { changes: Change[] }) {
  return [...Map.groupBy(changes, ({ what }) => what)].map(([what, group]) => (
    <section key={what} aria-label={nouns[what]}>
      <h3 className={classes.cardName}>{nouns[what]}</h3>
      <ul className={classes.list}>
        {group.map(({ key, name, change, differences }) => (
          <li key={key}>
            <b>{name}</b> <Badge size="sm" variant="light" color={change === 'add' ? 'green' : 'blue'}>{change === 'add' ? 'New' : 'Changes'}</Badge>
            {change === 'change' && differences.length > 0 && <ul className={classes.list}>{differences.map((difference) => <li key={difference}>{difference}</li>)}</ul>}
          </li>
        ))}
      </ul>
    </section>
  ))
}

/** Why a document is no blueprint, each fault with its place in it. */
function Faults({ error }: { error: unknown }) {
  const errors = isProblem(error) ? error.errors : []
  return (
    <Alert color="red" role="alert" title="This cannot be applied">
      {wordsFor(error)}
      {errors.length > 0 && (
        <ul className={classes.list}>
          {errors.slice(0, 30).map(({ pointer, message }) => <li key={pointer + message}>{pointer && <b>{pointer.replace(/^\/document\/?/, '').replaceAll('/', ' › ') || 'The document'}: </b>}{message}</li>)}
          {errors.length > 30 && <li>… and {errors.length - 30} more</li>}
        </ul>
      )}
    </Alert>
  )
}
