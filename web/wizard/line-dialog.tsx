import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { LeaveButton } from './leave-button.tsx'
import classes from './wizard.module.css'

/** The frame of a run inside a run: what is asked about one item, over the run it is part of. */
export function LineDialog({ title, onLeave, children }: { title: string; onLeave: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Before the run inside looks for its first field: opened later, the dialog would take the focus from it.
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return createPortal(
    <dialog ref={dialog} className={classes.dialog} aria-label={title} onCancel={onLeave} onKeyDown={stayInside}>
      <header className={classes.dialogHead}>
        <h2>{title}</h2>
        <LeaveButton label="Leave it" onLeave={onLeave} />
      </header>
      {children}
    </dialog>,
    document.body,
  )
}

/** Escape leaves the dialog, and not the run underneath along with it. */
function stayInside(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopPropagation()
}
