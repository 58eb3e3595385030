import { Link } from '@tanstack/react-router'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './page-head.module.css'

/** What a page is called, the way back, and what can be done on it. */
export function PageHead({ title, back, beside, children }: { title: ReactNode; back?: { to: string; name: string }; beside?: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.head}>
      <div className={classes.names}>
        {back && <Link to={back.to} className={classes.back}><IconArrowLeft size={14} aria-hidden="true" /> {back.name}</Link>}
        <div className={classes.title}><h1>{title}</h1>{beside}</div>
      </div>
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  )
}
