import { ActionIcon, Button, Checkbox, Menu, Progress } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { Checklist } from '#domain/checklists/checklist.ts'
import { progressOf } from '#domain/checklists/progress.ts'
import type { ShownLineItem, ShownOrder } from '#domain/orders/contract.ts'
import classes from './checklists.module.css'
import type { Change } from './order-changes.ts'
import { useOrder } from './order-context.ts'

const ChecklistEditor = lazy(() => import('./checklist-editor.tsx'))

/** What is to be done on a line item, or on the order as a whole: ticked as it is done, by whom and when. */
export function Checklists({ line }: { line?: ShownLineItem }) {
  const { order, may, attempt } = useOrder()
  const [isAdding, setAdding] = useState(false)
  const lists = (line ?? order).checklists
  const mayChange = may('checklist.update') && order.archivedAt === null
  if (lists.length === 0 && !mayChange) return null
  return (
    <section className={classes.checklists} aria-label="Checklists">
      <h3 className={classes.heading}>
        Checklists
        {mayChange && !isAdding && <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={() => setAdding(true)}>Add</Button>}
      </h3>
      {lists.map((list) => <OneChecklist key={list.id} list={list} line={line} />)}
      {isAdding && (
        <Suspense>
          <ChecklistEditor
            action="Add checklist" name="" items={[]} onLeave={() => setAdding(false)}
            onSave={async ({ name, items }) => {
              if (await attempt({ name: 'checklist.add', input: { id: order.id, ...(line ? { lineItemId: line.id } : {}), name, items } })) setAdding(false)
            }}
          />
        </Suspense>
      )}
    </section>
  )
}

function OneChecklist({ list, line }: { list: Checklist; line: ShownLineItem | undefined }) {
  const { order, show, may, attempt } = useOrder()
  const [isEditing, setEditing] = useState(false)
  const { done, total } = progressOf([list])
  const isArchived = order.archivedAt !== null
  const target = { id: order.id, checklistId: list.id }
  const tick = (itemId: string, isDone: boolean) => void attempt({ name: 'checklist.tick', input: { ...target, itemId, done: isDone }, meanwhile: withTick(list.id, itemId, isDone, line) })
  if (isEditing) {
    return (
      <Suspense>
        <ChecklistEditor
          action="Save" name={list.name} items={list.items} onLeave={() => setEditing(false)}
          onSave={async (changed) => {
            if (await attempt({ name: 'checklist.change', input: { ...target, ...changed } })) setEditing(false)
          }}
        />
      </Suspense>
    )
  }
  return (
    <section className={classes.list} aria-label={list.name}>
      <div className={classes.head}>
        <h4 className={classes.name}>{list.name}</h4>
        <span className={classes.progress} data-done={done === total || undefined}>{done}/{total}<span className="visually-hidden"> done</span></span>
        {may('checklist.update') && !isArchived && (
          <Menu position="bottom-end">
            <Menu.Target><ActionIcon size={24} aria-label={`Change the checklist ${list.name}`}><IconDots size={15} /></ActionIcon></Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setEditing(true)}>Edit</Menu.Item>
              <Menu.Item color="red" onClick={() => void attempt({ name: 'checklist.remove', input: target, meanwhile: withLists(line, (lists) => lists.filter(({ id }) => id !== list.id)) })}>Remove</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <Progress size={3} value={total > 0 ? (done / total) * 100 : 0} color={done === total ? 'green' : 'indigo'} aria-hidden="true" />
      {list.items.map((item) => (
        <Checkbox
          key={item.id} size="sm" checked={item.done !== null} disabled={!may('checklist.tick') || isArchived} label={item.text} classNames={{ label: classes.text ?? '', description: classes.who ?? '' }} data-done={item.done ? true : undefined}
          description={item.done && (item.done.at ? `${item.done.by}, ${show.dateTime(item.done.at)}` : item.done.by)} onChange={(event) => tick(item.id, event.currentTarget.checked)}
        />
      ))}
    </section>
  )
}

function withLists(line: ShownLineItem | undefined, change: (lists: Checklist[]) => Checklist[]): NonNullable<Change['meanwhile']> {
  return (shown: ShownOrder) => line
    ? { ...shown, lines: shown.lines.map((other) => (other.id === line.id ? { ...other, checklists: change(other.checklists) } : other)) }
    : { ...shown, checklists: change(shown.checklists) }
}

/** What the screen shows until the server has said who ticked it and when. */
function withTick(checklistId: string, itemId: string, isDone: boolean, line: ShownLineItem | undefined): NonNullable<Change['meanwhile']> {
  const done = isDone ? { by: 'You', byId: null, at: '' } : null
  return withLists(line, (lists) => lists.map((list) => (list.id === checklistId ? { ...list, items: list.items.map((item) => (item.id === itemId ? { ...item, done } : item)) } : list)))
}
