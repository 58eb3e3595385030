import { memo } from 'react'
import { statusColors } from '#domain/workflows/status.ts'
import classes from './avatar.module.css'

/** A person as two letters in a colour that is always theirs. The name is for the one who shows it to say. */
export const Avatar = memo(function Avatar({ name, id, size = 24 }: { name: string; id: string; size?: number }) {
  return (
    <span className={classes.avatar} data-status-color={colorOf(id)} style={{ width: size, height: size, fontSize: size * 0.42 }} aria-hidden="true" title={name}>
      {initialsOf(name)}
    </span>
  )
})

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? words.at(-1) : undefined
  return [words[0], last].map((word) => Array.from(word ?? '')[0] ?? '').join('').toUpperCase()
}

function colorOf(id: string) {
  const sum = Array.from(id).reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 7)
  return statusColors[1 + (sum % (statusColors.length - 1))]
}
