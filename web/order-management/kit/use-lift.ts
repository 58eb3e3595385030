import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'

type Options = {
  /** An entry is lifted: everything is still where `restore` puts it back. */
  lift: (key: string) => void
  /** Moves the entry one place up or down; answers what to tell somebody who listens, or nothing where it cannot go further. */
  step: (key: string, by: 1 | -1) => string | undefined
  /** Puts everything back as it was when the entry was lifted. */
  restore: () => void
  nameOf: (key: string) => string
}

/** What a handle needs to be worked by the keyboard. */
export type LiftProps = { onKeyDown: (event: KeyboardEvent<HTMLElement>) => void; onBlur: () => void; 'aria-pressed': boolean; 'data-handle': string }

/**
 * Ordering by the keyboard: space lifts, the arrow keys move, space puts down, escape leaves everything as it was. Its own, because
 * the drag library's arrow keys end at the end of a list, and here they lead on into the next one.
 */
export function useLift({ lift, step, restore, nameOf }: Options): { lifted: string | undefined; said: string; handle: (key: string) => LiftProps } {
  const [lifted, setLifted] = useState<string>()
  const [said, say] = useState('')
  const isMoving = useRef(false)
  // An entry that moved into another list is drawn anew, and would have lost the focus.
  useLayoutEffect(() => {
    if (lifted === undefined) return
    document.querySelector<HTMLElement>(`[data-handle="${CSS.escape(lifted)}"]`)?.focus()
    isMoving.current = false
  })

  const handle = (key: string): LiftProps => ({
    'aria-pressed': lifted === key,
    'data-handle': key,
    onBlur: () => {
      if (lifted === key && !isMoving.current) setLifted(undefined)
    },
    onKeyDown: (event) => {
      const isUp = event.key === 'ArrowUp'
      if (event.key === ' ' || (event.key === 'Enter' && lifted === key)) {
        if (lifted !== key) lift(key)
        setLifted(lifted === key ? undefined : key)
        say(lifted === key ? `${nameOf(key)} is put down.` : `${nameOf(key)} is lifted. The arrow keys move it, space puts it down, escape leaves it where it was.`)
      } else if (lifted !== key) return
      else if (isUp || event.key === 'ArrowDown') {
        isMoving.current = true
        say(step(key, isUp ? -1 : 1) ?? `${nameOf(key)} is at the ${isUp ? 'beginning' : 'end'}.`)
      } else if (event.key === 'Escape') {
        restore()
        setLifted(undefined)
        say(`${nameOf(key)} is back where it was.`)
      } else return
      event.preventDefault()
      event.stopPropagation()
    },
  })
  return { lifted, said, handle }
}
