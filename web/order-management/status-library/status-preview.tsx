import type { CSSProperties } from 'react'
import type { StatusColor } from '#domain/workflows/status.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { statusVariables } from '../../status-color.ts'
import classes from './status-preview.module.css'

const schemes = [['light', 'Light'], ['dark', 'Dark']] as const

/** A status as it will look, in light and dark beside each other, whichever of them is on now. */
export function StatusPreview({ name, color, icon }: { name: string; color: StatusColor; icon: string | undefined }) {
  return (
    <div className={classes.preview}>
      {schemes.map(([scheme, word]) => (
        <figure key={scheme} className={classes.side} data-scheme={scheme} style={statusVariables(scheme) as CSSProperties}>
          <StatusBadge name={name || 'Status'} color={color} icon={icon} />
          <figcaption className={classes.word}>{word}</figcaption>
        </figure>
      ))}
    </div>
  )
}
