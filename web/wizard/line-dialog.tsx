import { useEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import classes from './wizard.module.css'

/** The frame of a run inside a run: what is asked about one item, over the run it is part of. */
export function LineDialog({ title, onLeave, children }: { title: string; onLeave: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return createPortal(
    <dialog ref={dialog} className={classes.dialog} aria-label={title} onCancel={onLeave}>
      <header className={classes.dialogHead}>
        <h2>{title}</h2>
        <button type="button" className={classes.leave} aria-label="Leave it" onClick={onLeave}>✕</button>
      </header>
      {children}
    </dialog>,
    document.body,
  )
}
