import type { DraggableProvidedDragHandleProps } from '@hello-pangea/dnd'
import { IconGripVertical } from '@tabler/icons-react'
import classes from './drag-handle.module.css'
import type { LiftProps } from './use-lift.ts'

type Props = { name: string; drag: DraggableProvidedDragHandleProps | null; lift: LiftProps; disabled?: boolean }

/** What an entry is taken by: dragged with a pointer, or lifted and moved with the arrow keys. */
export function DragHandle({ name, drag, lift, disabled = false }: Props) {
  return <button type="button" {...drag} {...lift} className={classes.handle} disabled={disabled} aria-label={`Move ${name}`}><IconGripVertical size={16} /></button>
}
