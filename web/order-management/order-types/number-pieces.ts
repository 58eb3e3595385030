import type { Numbering } from '#domain/workflows/schema.ts'

/** A part of how numbers look: something written, or something that is filled in. */
export type Piece = { kind: 'text'; text: string } | { kind: 'year' | 'month' | 'location' }
export type NumberLook = { pieces: Piece[]; digits: number }

/** A pattern taken apart: what stands before the sequence, and how many digits the sequence has at least. */
export function lookOf(pattern: string): NumberLook {
  const digits = Number(/\{sequence:(\d)\}/.exec(pattern)?.[1] ?? 1)
  const beginning = pattern.replace(/\{sequence(:\d)?\}/, '')
  const parts = beginning.split(/(\{(?:year|month|location)\})/).filter(Boolean)
  return { digits, pieces: parts.map((part): Piece => (part.startsWith('{') ? { kind: part.slice(1, -1) as 'year' } : { kind: 'text', text: part })) }
}

export function patternOf({ pieces, digits }: NumberLook): string {
  const beginning = pieces.map((piece) => (piece.kind === 'text' ? piece.text : `{${piece.kind}}`)).join('')
  return `${beginning}{sequence${digits > 1 ? `:${digits}` : ''}}`
}

/** What may be written between the pieces; everything else falls away as it is typed. */
export function writable(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9\-/#:_. ]/g, '').slice(0, 20)
}

/** Numbers that begin anew must show what they begin anew with, so asking for one brings the other. */
export function withPiece(look: NumberLook, kind: 'year' | 'month' | 'location'): NumberLook {
  if (look.pieces.some((piece) => piece.kind === kind)) return look
  return { ...look, pieces: [...look.pieces, { kind }, { kind: 'text', text: '-' }] }
}

export function patternWith(pattern: Numbering['pattern'], kind: 'year' | 'location'): string {
  return patternOf(withPiece(lookOf(pattern), kind))
}
