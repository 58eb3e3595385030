import { useEffect, useRef, useSyncExternalStore } from 'react'
import { keep, readKept } from '../kept.ts'

/** One thing a key does here and now: "G O" is G, then O. The ? dialog lists what is registered. */
export type Shortcut = { keys: string; label: string; run: (event: KeyboardEvent) => void }

const registered = new Set<{ current: Shortcut[] }>()
const listeners = new Set<() => void>()
const longestPause = 1_200
let begun: { key: string; at: number } | undefined

/** Offers shortcuts for as long as the component is on the screen. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const current = useRef(shortcuts)
  useEffect(() => void (current.current = shortcuts))
  useEffect(() => {
    registered.add(current)
    return () => void registered.delete(current)
  }, [])
}

/** Everything the keyboard does on the screen now; of two for the same keys the later one stands. */
export function shortcutsNow(): Shortcut[] {
  return [...new Map([...registered].flatMap(({ current }) => current).map((shortcut) => [shortcut.keys, shortcut])).values()]
}

/** Single keys can be switched off for those whom they disturb (WCAG 2.1.4). */
export function useShortcutsAreOn(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, areOn), setOn]
}

function setOn(on: boolean): void {
  keep('shortcuts', on ? undefined : 'off')
  for (const listener of listeners) listener()
}

function areOn(): boolean {
  return readKept('shortcuts') !== 'off'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Listens on the whole page; call once. */
export function listenToKeys(): () => void {
  document.addEventListener('keydown', hear)
  return () => document.removeEventListener('keydown', hear)
}

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const key = keyOf(event)
  const isCommand = key.startsWith('Mod+')
  if (!isCommand && (!areOn() || isTyping(event.target) || event.altKey)) return
  if (!isCommand && key !== 'Escape' && isInDialog(event.target)) return
  const first = begun && event.timeStamp - begun.at < longestPause ? begun.key : undefined
  begun = undefined
  const shortcuts = shortcutsNow()
  const wanted = shortcuts.find(({ keys }) => keys === (first ? `${first} ${key}` : key)) ?? shortcuts.find(({ keys }) => keys === key)
  if (wanted) {
    if (key === 'Enter' && isControl(event.target)) return
    event.preventDefault()
    return wanted.run(event)
  }
  if (shortcuts.some(({ keys }) => keys.startsWith(`${key} `))) begun = { key, at: event.timeStamp }
}

function keyOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  return event.metaKey || event.ctrlKey ? `Mod+${key}` : key
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type)))
}

// Enter on a button or a link means that button or link.
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input, summary, [role=menuitem], [role=option]') !== null
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog], [role=menu], [role=listbox]') !== null
}
