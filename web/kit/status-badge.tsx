import type { IconProps } from '@tabler/icons-react'
import { createElement, memo } from 'react'
import type { StatusColor } from '#domain/workflows/status.ts'
import { statusIcons } from './status-icons.ts'
import classes from './status-badge.module.css'

type Props = { name: string; color: StatusColor; icon?: string | null | undefined }

/** A status as colour, sign and text together, so that none of the three has to carry it alone. */
export const StatusBadge = memo(function StatusBadge({ name, color, icon }: Props) {
  return (
    <span className={classes.badge} data-status-color={color}>
      <StatusSign color={color} icon={icon} />
      <span className={classes.name}>{name}</span>
    </span>
  )
})

/** The sign alone, beside text that says the same. */
export function StatusSign({ color, icon }: Omit<Props, 'name'>) {
  const drawn = icon ? statusIcons.get(icon.replace('\u{fe0f}', '')) : undefined
  if (drawn) return createElement(drawn, { className: classes.icon, size: 14, 'data-status-color': color, 'aria-hidden': true } as IconProps)
  if (icon && isEmoji(icon)) return <span className={classes.emoji} aria-hidden="true">{icon}</span>
  return <span className={classes.dot} data-status-color={color} aria-hidden="true" />
}

function isEmoji(icon: string): boolean {
  return /^\P{ASCII}/u.test(icon)
}
