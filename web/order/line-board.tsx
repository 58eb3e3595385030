import { DragDropContext, Draggable, Droppable, type DragStart, type DragUpdate, type DropResult, type ResponderProvided } from '@hello-pangea/dnd'
import { ActionIcon, Menu } from '@mantine/core'
import { IconAlertTriangle, IconDots, IconNote, IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { progressOf } from '#domain/checklists/progress.ts'
import type { ShownLineItem } from '#domain/orders/contract.ts'
import { asking, useAsk, useOrganizationSlug } from '../asking.ts'
import { Avatar } from '../kit/avatar.tsx'
import { ChecklistSign } from '../kit/checklist-sign.tsx'
import { StatusBadge, StatusSign } from '../kit/status-badge.tsx'
import { tellProblem } from '../kit/tell.ts'
import { isFrom, useLineItemMoves } from '../orders/current-moves.ts'
import { isRefusedMove, MoveItems } from '../orders/move-menu.tsx'
import { Problem } from '../problem.ts'
import { AddLine } from './add-line.tsx'
import { ESCALATED, entriesOf, sectionAt, sectionsOf, whyRefused, type Section } from './line-sections.ts'
import { useOrder } from './order-context.ts'
import classes from './line-board.module.css'

/**
 * The line items by status, to be dragged from one to another. Headings and line items are one long list, so that the
 * arrow keys lead through all of it, and no column is ever out of sight.
 */
export default function LineBoard() {
  const { order, words, editing, move, run } = useOrder()
  const organization = useOrganizationSlug()
  const queryClient = useQueryClient()
  const sections = useMemo(() => sectionsOf(order.lines, order.lineItemSteps ?? []), [order.lines, order.lineItemSteps])
  const entries = entriesOf(sections)
  const [dragged, setDragged] = useState<{ line: ShownLineItem; over: string | undefined }>()
  const [isAdding, setAdding] = useState(false)
  const askMoves = (id: string) => ({ ...asking(organization, 'line_item.list_moves', { id }), staleTime: 10_000 })
  const knownMoves = ({ id, position }: ShownLineItem) => {
    const known = queryClient.getQueryData(askMoves(id).queryKey)
    return isFrom(known?.at, position) ? known?.items : undefined
  }
  const prepare = (line: ShownLineItem) => void queryClient.prefetchQuery(askMoves(line.id))
  useAsk('line_item.list_moves', { id: dragged?.line.id ?? '' }, { enabled: dragged !== undefined })

  const lineAt = (index: number) => entries[index]?.line
  const start = ({ source }: DragStart, { announce }: ResponderProvided) => {
    const line = lineAt(source.index)
    if (!line) return
    prepare(line)
    setDragged({ line, over: line.position?.step })
    announce(`You lifted ${line.name}, in ${line.position?.status.name}. Up and down move it, space puts it down, escape leaves it where it was.`)
  }
  const update = ({ source, destination }: DragUpdate, { announce }: ResponderProvided) => {
    const line = lineAt(source.index)
    const over = destination ? sectionAt(entries, source.index, destination.index) : undefined
    if (!line) return
    setDragged({ line, over: over?.key })
    const why = over && whyRefused(over, line, knownMoves(line))
    announce(over ? `${line.name} is over ${over.name}.${why ? ` It cannot go there: ${why}` : ''}` : `${line.name} is over nothing.`)
  }
  const end = ({ source, destination }: DropResult, { announce }: ResponderProvided) => {
    setDragged(undefined)
    const line = lineAt(source.index)
    const section = destination ? sectionAt(entries, source.index, destination.index) : undefined
    if (!line || !section) return announce('Left where it was.')
    const from = entries[source.index]?.section
    if (section.key === from?.key) return announce(`${line.name} stays in ${section.name}.`)
    announce(`You put ${line.name} into ${section.name}.`)
    drop(line, section, from)
  }

  const drop = (line: ShownLineItem, section: Section, from: Section | undefined) => {
    if (section.key === ESCALATED) return setEscalated(line, true)
    if (from?.key === ESCALATED) setEscalated(line, false)
    if (section.key === line.position?.step) return
    const known = knownMoves(line)
    // What is known is moved at once: the keyboard's focus survives only what renders at once.
    if (known) return moveInto(line, section, known)
    void queryClient.fetchQuery(askMoves(line.id)).then(({ items }) => moveInto(line, section, items), tellProblem)
  }
  const setEscalated = (line: ShownLineItem, escalated: boolean) =>
    void run({
      name: 'line_item.change', input: { id: line.id, escalated },
      meanwhile: (shown) => ({ ...shown, lines: shown.lines.map((other) => (other.id === line.id ? { ...other, escalated } : other)) }),
    }).catch(tellProblem)
  const moveInto = (line: ShownLineItem, section: Section, moves: NonNullable<ReturnType<typeof knownMoves>>) => {
    const why = whyRefused(section, line, moves)
    const wanted = moves.find((candidate) => candidate.to.step === section.key && !isRefusedMove(candidate))
    if (wanted) move(wanted, line)
    else tellProblem(new Problem('illegal-transition', 409, why ?? `${line.name} cannot go to ${section.name}.`))
  }

  return (
    <DragDropContext onDragStart={start} onDragUpdate={update} onDragEnd={end} dragHandleUsageInstructions="Press space to lift, the arrow keys to move, space to put down, escape to leave it. Enter opens its details.">
      <div className={classes.top}>
        <h2 className={classes.title}>{words.lineItems}</h2>
        {editing.isOpen && <ActionIcon aria-label={`Add ${words.lineItem.toLowerCase()}`} onClick={() => setAdding(!isAdding)}><IconPlus size={16} /></ActionIcon>}
      </div>
      {isAdding && <AddLine onDone={() => setAdding(false)} />}
      <Droppable droppableId="line-items">
        {(list) => (
          <div ref={list.innerRef} {...list.droppableProps} className={classes.list} data-dragging={dragged ? true : undefined}>
            {entries.map(({ section, line }, index) =>
              line ? (
                <Draggable key={line.id} draggableId={line.id} index={index}>
                  {(provided, { isDragging }) => (
                    <div ref={provided.innerRef} {...provided.draggableProps}>
                      <Card line={line} isDragging={isDragging} isEscalated={section.key === ESCALATED} handle={provided.dragHandleProps} onNear={() => prepare(line)} />
                    </div>
                  )}
                </Draggable>
              ) : (
                <Draggable key={section.key} draggableId={`heading-${section.key}`} index={index} isDragDisabled>
                  {(provided) => (
                    <div ref={provided.innerRef} {...provided.draggableProps}>
                      <Heading section={section} isOver={dragged?.over === section.key} why={dragged && whyRefused(section, dragged.line, knownMoves(dragged.line))} />
                    </div>
                  )}
                </Draggable>
              ),
            )}
            {list.placeholder}
          </div>
        )}
      </Droppable>
    </DragDropContext>
  )
}

function Heading({ section, isOver, why }: { section: Section; isOver: boolean; why: string | undefined }) {
  return (
    <div className={classes.heading} data-over={isOver || undefined} data-refused={why ? true : undefined} data-empty={section.lines.length === 0 || undefined} title={why}>
      {section.status ? <StatusSign color={section.status.color} icon={section.status.icon} /> : <IconAlertTriangle size={14} aria-hidden="true" className={classes.alarm} />}
      <h3 className={classes.name}>{section.name}</h3>
      <span className={classes.why}>{why}</span>
      <span className={classes.count}>{section.lines.length}</span>
    </div>
  )
}

type CardProps = { line: ShownLineItem; isDragging: boolean; isEscalated: boolean; handle: object | null; onNear: () => void }

function Card({ line, isDragging, isEscalated, handle, onNear }: CardProps) {
  const { chosen, choose, show, order } = useOrder()
  const parent = line.parentId && order.lines.find(({ id }) => id === line.parentId)
  return (
    <article className={classes.card} data-dragging={isDragging || undefined} data-chosen={chosen?.id === line.id || undefined} data-cancelled={line.position?.status.category === 'cancelled' || undefined}>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the drag handle's own props bring its role, tab stop and keys */}
      <div
        {...handle} className={classes.handle} onFocus={onNear} onPointerEnter={onNear} onClick={() => choose(line.id)}
        onKeyDown={(event) => event.key === 'Enter' && choose(line.id)}
      >
        <span className={classes.cardName}>{line.name}{line.quantity !== 1 && <span className={classes.quantity}> × {show.number(line.quantity)}</span>}</span>
        {parent && <span className={classes.small}>in {parent.name}</span>}
        {isEscalated && line.position && <span><StatusBadge name={line.position.status.name} color={line.position.status.color} icon={line.position.status.icon} /></span>}
      </div>
      <ChecklistSign {...progressOf(line.checklists)} />
      {line.notes && <span className={classes.sign}><IconNote size={15} aria-hidden="true" /><span className="visually-hidden">Has notes</span></span>}
      {line.assignees.length > 0 && (
        <span className={classes.people}>
          <span className="visually-hidden">Assigned to {line.assignees.map(({ name }) => name).join(', ')}</span>
          {line.assignees.slice(0, 3).map(({ id, name }) => <Avatar key={id} id={id} name={name} size={20} />)}
        </span>
      )}
      <MoveMenu line={line} />
    </article>
  )
}

/** The way to move without dragging. */
function MoveMenu({ line }: { line: ShownLineItem }) {
  const { may, move, choose } = useOrder()
  const [isOpen, setOpen] = useState(false)
  const { moves, failure } = useLineItemMoves(line.id, line.position, { enabled: isOpen })
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Move ${line.name} to…`} size={28}><IconDots size={16} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="75dvh" style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={() => choose(line.id)}>Show details</Menu.Item>
        <Menu.Divider />
        {may('line_item.move') ? <MoveItems moves={moves} failure={failure} onPick={(picked) => move(picked, line)} /> : <Menu.Label>Your role may not move it.</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
