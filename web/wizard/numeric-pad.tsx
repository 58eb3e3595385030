import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { keysOf, pressPadKey, type PadKind } from './pad-keys.ts'
import classes from './numeric-pad.module.css'

/** Marks an input as one the numeric pad writes into; the machine's own keyboard then stays away. */
export function padOf(kind: PadKind, hasPad: boolean): { 'data-pad'?: PadKind; inputMode: 'none' | 'tel' | 'decimal' | 'numeric' } {
  const keyboards = { phone: 'tel', decimal: 'decimal', whole: 'numeric' } as const
  if (!hasPad) return { inputMode: keyboards[kind] }
  return { 'data-pad': kind, inputMode: matchMedia('(pointer: coarse)').matches ? 'none' : keyboards[kind] }
}

/** Big keys for the field that has the focus, where it takes a number. It never takes the focus itself. */
export function NumericPad({ decimal, onEnter }: { decimal: string; onEnter: () => void }) {
  const [field, setField] = useState<HTMLInputElement>()
  const pad = useRef<HTMLFieldSetElement>(null)
  useLayoutEffect(() => void (field && pad.current && uncover(field, pad.current)), [field])
  useEffect(() => {
    const follow = () => {
      const focused = document.activeElement
      setField(focused instanceof HTMLInputElement && focused.dataset['pad'] ? focused : undefined)
    }
    document.addEventListener('focusin', follow)
    document.addEventListener('focusout', follow)
    follow()
    return () => {
      document.removeEventListener('focusin', follow)
      document.removeEventListener('focusout', follow)
    }
  }, [])
  if (!field) return null
  const press = (key: string) => {
    const { text, start, end } = pressPadKey({ text: field.value, start: field.selectionStart ?? field.value.length, end: field.selectionEnd ?? field.value.length }, key)
    writeInto(field, text)
    field.setSelectionRange(start, end)
  }
  // A search answers Enter itself, by taking the first it found.
  const enter = () => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })) && onEnter()
  // Where the pad stands in for the machine's own keyboard, a field that takes names too can call that one.
  const hasLetters = field.dataset['letters'] !== undefined && field.inputMode === 'none'
  const showLetters = () => callKeyboard(field)
  return (
    // Pressing must not take the focus from the field, nor give the pad a place of its own in the order of Tab: a keyboard has digits.
    <fieldset ref={pad} className={classes.pad} data-numeric-pad data-side={isAtTheEnd(field) ? 'start' : undefined} aria-label="Numeric pad" onPointerDown={(event) => event.preventDefault()}>
      {keysOf(field.dataset['pad'] as PadKind, decimal).map((key) => (
        <button key={key} type="button" tabIndex={-1} className={classes.key} aria-label={key === '⌫' ? 'Take back' : undefined} onClick={() => press(key)}>{key}</button>
      ))}
      {hasLetters && <button type="button" tabIndex={-1} className={classes.letters} onClick={showLetters}>ABC</button>}
      <button type="button" tabIndex={-1} className={classes.enter} data-short={hasLetters || undefined} onClick={enter}>Continue</button>
    </fieldset>
  )
}

/** Whether it lies where the pad usually is, which then goes to the other side. */
function isAtTheEnd(field: HTMLInputElement): boolean {
  return field.getBoundingClientRect().left > innerWidth / 2
}

/** Scrolls the field out from under the pad, where that covers what is typed. */
function uncover(field: HTMLInputElement, pad: HTMLElement): void {
  const [box, cover] = [field.getBoundingClientRect(), pad.getBoundingClientRect()]
  const below = box.bottom + ROOM - cover.top
  if (below > 0 && box.left >= cover.left && box.left < cover.right) field.closest('[data-page]')?.scrollBy({ top: below })
}

/** What is wrong with it stands below a field, and is seen as well. */
const ROOM = 40

function callKeyboard(field: HTMLInputElement): void {
  field.inputMode = 'text'
  delete field.dataset['pad']
  field.blur()
  field.focus()
}

/** Writes into an input as typing does, so that whoever listens hears of it. */
export function writeInto(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
