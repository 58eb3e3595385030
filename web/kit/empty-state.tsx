import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

/** Why there is nothing here, and the next step. */
export function EmptyState({ title, icon, children, action }: { title: string; icon?: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.root}>
      {icon && <div className={classes.icon} aria-hidden="true">{icon}</div>}
      <h2 className={classes.title}>{title}</h2>
      {children && <p className={classes.words}>{children}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
