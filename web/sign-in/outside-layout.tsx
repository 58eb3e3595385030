import type { ReactNode } from 'react'
import classes from './outside-layout.module.css'

/** The frame of the pages before the door: sign-in, founding, joining. */
export function OutsideLayout({ title, lead, children, wide = false }: { title: string; lead?: ReactNode; children: ReactNode; wide?: boolean }) {
  return (
    <main className={classes.page}>
      <div className={classes.box} data-wide={wide || undefined}>
        <p className={classes.product}><img src="/favicon.svg" alt="" width={22} height={22} /> Docket</p>
        <h1>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
      </div>
    </main>
  )
}
