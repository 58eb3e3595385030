import { DragDropContext, Draggable, Droppable, useMouseSensor, useTouchSensor, type DropResult } from '@hello-pangea/dnd'
import { useId, useState, type ReactNode } from 'react'
import { moved } from '../../kit/moved.ts'
import { DragHandle } from './drag-handle.tsx'
import classes from './sortable.module.css'
import { useLift } from './use-lift.ts'

/** By pointer only: the keyboard has a way of its own (use-lift.ts). */
export const pointerSensors = [useMouseSensor, useTouchSensor]

type Props<T> = {
  label: string
  items: readonly T[]
  keyOf: (item: T) => string
  nameOf: (item: T) => string
  onOrder: (items: T[]) => void
  children: (item: T, index: number) => ReactNode
}

/** A list that is put in order by dragging, or by its handles and the arrow keys. */
export function Sortable<T>({ label, items, keyOf, nameOf, onOrder, children }: Props<T>) {
  const id = useId()
  const [before, setBefore] = useState(items)
  const indexOf = (key: string) => items.findIndex((item) => keyOf(item) === key)
  const nameAt = (key: string) => {
    const item = items[indexOf(key)]
    return item === undefined ? '' : nameOf(item)
  }
  const { lifted, said, handle } = useLift({
    nameOf: nameAt,
    lift: () => setBefore(items),
    step: (key, by) => {
      const to = indexOf(key) + by
      if (to < 0 || to >= items.length) return undefined
      onOrder(moved(items, indexOf(key), to))
      return `${nameAt(key)} is now ${to + 1} of ${items.length}.`
    },
    restore: () => onOrder([...before]),
  })
  const drop = ({ source, destination }: DropResult) => destination && onOrder(moved(items, source.index, destination.index))
  return (
    <DragDropContext onDragEnd={drop} enableDefaultSensors={false} sensors={pointerSensors}>
      <Droppable droppableId={id}>
        {(list) => (
          <ol ref={list.innerRef} {...list.droppableProps} className={classes.list} aria-label={label}>
            {items.map((item, index) => (
              <Draggable key={keyOf(item)} draggableId={`${id}${keyOf(item)}`} index={index} isDragDisabled={items.length < 2}>
                {(provided, { isDragging }) => (
                  <li ref={provided.innerRef} {...provided.draggableProps} className={classes.item} data-lifted={isDragging || lifted === keyOf(item) || undefined}>
                    {items.length > 1
                      ? <DragHandle name={nameOf(item)} drag={provided.dragHandleProps} lift={handle(keyOf(item))} />
                      : <span className={classes.still} />}
                    <div className={classes.body}>{children(item, index)}</div>
                  </li>
                )}
              </Draggable>
            ))}
            {list.placeholder}
          </ol>
        )}
      </Droppable>
      <span className="visually-hidden" aria-live="assertive">{said}</span>
    </DragDropContext>
  )
}
