import { Button, Group, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import type { DesignedWorkflow } from '#domain/workflows/design-contract.ts'
import type { Workflow } from '#domain/workflows/schema.ts'
import { ask } from '../../ask.ts'
import { useAsk } from '../../asking.ts'
import { FormProblem } from '../../kit/form-problem.tsx'
import { useSave } from '../../kit/use-save.ts'
import { useHere, useMay, useWords } from '../../session/session.ts'
import { keyFrom } from '../../kit/keys.ts'
import { designedDraft } from './designed.ts'
import classes from './new-workflow.module.css'
import { copyOf, type WorkflowDraft } from './workflow-edits.ts'
import { movementChoices } from './workflow-words.ts'

const NEW_TYPE = '+'

type Props = { workflows: DesignedWorkflow[]; onClose: () => void }

/** Begins a workflow: what it is called, of what it is, which phase it belongs to, how things move in it. */
export function NewWorkflow({ workflows, onClose }: Props) {
  const words = useWords()
  const { slug } = useHere().organization
  const navigate = useNavigate()
  const mayAddType = useMay('process.publish')
  const types = useAsk('workflow_type.list', {}).data?.items ?? []
  const [name, setName] = useState('')
  const [scope, setScope] = useState<Workflow['scope']>('order')
  const [chosenType, setType] = useState<string>()
  const [typeName, setTypeName] = useState('')
  const [movement, setMovement] = useState<Workflow['movement']>('explicit')
  const [like, setLike] = useState<string | null>(null)
  const type = chosenType ?? types[0]?.key ?? NEW_TYPE
  const isNewType = scope === 'order' && type === NEW_TYPE
  const creating = useSave(async () => {
    const key = keyFrom(name, workflows.map((workflow) => workflow.key), 'workflow')
    const typeKey = isNewType ? (await ask('workflow_type.save', { key: keyFrom(typeName, types.map((one) => one.key), 'phase'), name: typeName.trim() })).key : type
    const copied = workflows.find((workflow) => workflow.key === like)
    const begun: WorkflowDraft = copied
      ? copyOf(designedDraft(copied).definition, { key, name: name.trim() })
      : { key, name: name.trim(), scope, movement, ...(scope === 'order' ? { type: typeKey } : {}), steps: [], transitions: [] }
    return ask('workflow.save_draft', begun)
  }, {
    isQuiet: true, readAgain: ['workflow.list_designed', 'workflow_type.list'],
    onDone: ({ key }) => void navigate({ to: '/$organization/settings/order-management/workflows/$workflow', params: { organization: slug, workflow: key } }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    creating.mutate(undefined)
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={<Text span fw={650}>New workflow</Text>}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput data-autofocus label="Name" required maxLength={60} placeholder="Counter intake, Bench repair, Delivery by van…" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          {workflows.length > 0 && (
            <Select
              label="Begin as a copy of" clearable searchable placeholder="Nothing: begin empty" value={like} onChange={setLike}
              data={workflows.map((workflow) => ({ value: workflow.key, label: designedDraft(workflow).definition.name }))}
            />
          )}
          {like === null && (
            <>
              <Radio.Group label="Of what" value={scope} onChange={(value) => setScope(value === 'line_item' ? 'line_item' : 'order')} description="It cannot be changed later.">
                <Group mt={6}><Radio value="order" label={words.orders} /><Radio value="line_item" label={words.lineItems} /></Group>
              </Radio.Group>
              {scope === 'order' && (
                <Select
                  label="Workflow type" description={`The phase of ${words.orders.toLowerCase()} it belongs to.`} allowDeselect={false} value={type} onChange={(value) => value && setType(value)}
                  data={[...types.map((one) => ({ value: one.key, label: one.name })), ...(mayAddType ? [{ value: NEW_TYPE, label: 'Another type…' }] : [])]}
                />
              )}
              {isNewType && <TextInput label="Name of the new type" required maxLength={60} placeholder="Aftercare" value={typeName} onChange={(event) => setTypeName(event.currentTarget.value)} />}
              <Radio.Group label="How things move" value={movement} onChange={(value) => setMovement(value)}>
                <Stack gap={6} mt={6}>
                  {movementChoices.map((choice) => (
                    <Radio.Card key={choice.value} value={choice.value} className={classes.choice ?? ''}>
                      <Radio.Indicator />
                      <span><b>{choice.name}</b><span className={classes.about}>{choice.about}</span></span>
                    </Radio.Card>
                  ))}
                </Stack>
              </Radio.Group>
            </>
          )}
          <FormProblem error={creating.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>Leave it</Button>
            <Button type="submit" loading={creating.isPending} disabled={name.trim() === '' || (isNewType && typeName.trim() === '')}>Begin the draft</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
