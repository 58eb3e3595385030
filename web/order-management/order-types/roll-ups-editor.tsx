import { ActionIcon, Button, MultiSelect, Select } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { spelled } from '#domain/kernel/spelled.ts'
import { categories, rulesOf, type Category } from '#domain/workflows/category.ts'
import type { RollUp } from '#domain/workflows/schema.ts'
import { useAsk } from '../../asking.ts'
import { useWords } from '../../session/session.ts'
import editor from '../kit/editor.module.css'
import { keyFrom } from '../../kit/keys.ts'
import { replaced, without } from '../../kit/moved.ts'
import { Sortable } from '../kit/sortable.tsx'
import { goalsOf, rollUpInWords, type Editing } from './order-type-edits.ts'
import classes from './choice-list.module.css'

const categoryChoices = categories.map((category) => ({ value: category, label: rulesOf(category).name }))

/** What moves an order by itself as its line items get on, a sentence for each rule. */
export function RollUpsEditor({ draft, change }: Editing) {
  const words = useWords()
  const workflows = useAsk('workflow.list', {}).data?.items ?? []
  const statuses = new Map(useAsk('status.list', {}).data?.items.map(({ key, name }) => [key, name]))
  const { moves, steps } = goalsOf(draft, workflows, (status) => statuses.get(status) ?? spelled(status))
  const { rollUps } = draft
  const nameOf = (list: typeof moves, key: string) => list.find(({ value }) => value === key)?.label ?? spelled(key)
  const named = (rollUp: RollUp): RollUp => ({
    ...rollUp,
    name: rollUpInWords(rollUp, words, { category: (key) => rulesOf(key as Category).name, move: (key) => nameOf(moves, key), step: (key) => nameOf(steps, key) }).slice(0, 120),
  })
  const put = (next: RollUp[], what?: string) => change({ rollUps: next }, what)
  const goals = [...(moves.length > 0 ? [{ group: 'Make the move', items: moves.map(({ value, label }) => ({ value: `move ${value}`, label: `by “${label}”` })) }] : []), { group: 'Go to the step', items: steps.map(({ value, label }) => ({ value: `step ${value}`, label: `to ${label}` })) }]
  const first = goals.flatMap(({ items }) => items)[0]?.value
  const towards = (rollUp: RollUp, goal: string): RollUp => {
    const { transition: _, toStep: __, ...rest } = rollUp
    const key = goal.slice(5)
    return named(goal.startsWith('move ') ? { ...rest, transition: key } : { ...rest, toStep: key })
  }
  if (!draft.lineItemWorkflow) return <p className={editor.quiet}>Choose a workflow for {words.lineItems.toLowerCase()} first: then their progress can move the {words.order.toLowerCase()}.</p>
  return (
    <div className={editor.stack}>
      {rollUps.length > 0 && (
        <Sortable label="Rules" items={rollUps} keyOf={({ key }) => key} nameOf={({ name }) => name} onOrder={(ordered) => put(ordered)}>
          {(rollUp, at) => {
            const edit = (next: RollUp) => put(replaced(rollUps, at, next))
            return (
              <div className={classes.choice}>
                <span className={classes.word}>When</span>
                <Select size="xs" w={76} aria-label={`Rule ${at + 1}: all or any`} allowDeselect={false} data={[{ value: 'all', label: 'all' }, { value: 'any', label: 'any' }]} value={rollUp.when.lines} onChange={(lines) => edit(named({ ...rollUp, when: { ...rollUp.when, lines: lines === 'any' ? 'any' : 'all' } }))} />
                <span className={classes.word}>{words.lineItems.toLowerCase()} {rollUp.when.lines === 'any' ? 'is' : 'are'}</span>
                <MultiSelect className={classes.picked ?? ''} size="xs" aria-label={`Rule ${at + 1}: where they stand`} data={categoryChoices} value={rollUp.when.in} onChange={(values) => values.length > 0 && edit(named({ ...rollUp, when: { ...rollUp.when, in: values } }))} />
                <span className={classes.word}>move the {words.order.toLowerCase()}</span>
                <Select className={classes.picked ?? ''} size="xs" aria-label={`Rule ${at + 1}: where to`} allowDeselect={false} searchable data={goals} value={rollUp.transition ? `move ${rollUp.transition}` : `step ${rollUp.toStep ?? ''}`} onChange={(goal) => goal && edit(towards(rollUp, goal))} />
                <ActionIcon className={classes.remove ?? ''} aria-label={`Remove rule ${at + 1}`} onClick={() => put(without(rollUps, at))}><IconTrash size={16} /></ActionIcon>
              </div>
            )
          }}
        </Sortable>
      )}
      <div>
        <Button variant="light" leftSection={<IconPlus size={16} />} disabled={!first} onClick={() => first && put([...rollUps, towards({ key: keyFrom('rule', rollUps.map(({ key }) => key)), name: 'Rule', when: { lines: 'all', in: ['completed'] } }, first)])}>Add a rule</Button>
      </div>
    </div>
  )
}
