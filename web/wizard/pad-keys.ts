export type PadKind = 'phone' | 'decimal' | 'whole'
export type PadField = { text: string; start: number; end: number }

/** The keys of a pad, row by row; `⌫` takes back. */
export function keysOf(kind: PadKind, decimal: string): string[] {
  const last = { phone: ['+', '0', '⌫'], decimal: [decimal, '0', '⌫'], whole: ['00', '0', '⌫'] }[kind]
  return ['1', '2', '3', '4', '5', '6', '7', '8', '9', ...last]
}

/** A field after a key of the pad was pressed: written over what is selected, like a keyboard does. */
export function pressPadKey({ text, start, end }: PadField, key: string): PadField {
  if (key === '⌫') {
    const from = start === end ? Math.max(0, start - 1) : start
    return { text: text.slice(0, from) + text.slice(end), start: from, end: from }
  }
  // A second decimal point, or a plus anywhere but in front, cannot mean anything.
  const rest = text.slice(0, start) + text.slice(end)
  if ((key === '.' || key === ',') && /[.,]/.test(rest)) return { text, start, end }
  if (key === '+' && (start > 0 || rest.startsWith('+'))) return { text, start, end }
  const caret = start + key.length
  return { text: text.slice(0, start) + key + text.slice(end), start: caret, end: caret }
}
