import { ActionIcon, Button, NumberInput, Radio, Switch, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { errorsOfNumbering, orderNumberOf } from '#domain/orders/order-number.ts'
import type { Numbering } from '#domain/workflows/schema.ts'
import { useAsk } from '../../asking.ts'
import { useHere } from '../../session/session.ts'
import editor from '../kit/editor.module.css'
import { replaced, without } from '../../kit/moved.ts'
import { lookOf, patternOf, patternWith, withPiece, writable, type NumberLook, type Piece } from './number-pieces.ts'
import classes from './numbering-editor.module.css'
import type { Editing } from './order-type-edits.ts'

const pieceNames = { year: 'Year', month: 'Month', location: 'Location' } as const

/** How order numbers look and count, with the next ones as they would read. */
export function NumberingEditor({ draft, change }: Editing) {
  const { numbering } = draft
  const look = lookOf(numbering.pattern)
  const put = (patch: Partial<Numbering>, what?: string) => change({ numbering: { ...numbering, ...patch } }, what)
  const shape = (next: NumberLook, what?: string) => put({ pattern: patternOf(next) }, what)
  const errors = errorsOfNumbering(numbering)
  const isOwn = numbering.sequence === 'own'
  return (
    <div className={editor.stack}>
      <fieldset className={classes.pieces} aria-label="How a number looks">
        {look.pieces.map((piece, at) => (
          <OnePiece key={at} piece={piece} at={at} onChange={(text) => shape({ ...look, pieces: text ? replaced(look.pieces, at, { kind: 'text', text }) : without(look.pieces, at) }, `number text ${at}`)} onRemove={() => shape({ ...look, pieces: without(look.pieces, at) })} />
        ))}
        <span className={classes.sequence}>Number</span>
        <NumberInput className={classes.digits ?? ''} size="xs" aria-label="Digits at least" suffix={look.digits === 1 ? ' digit' : ' digits'} min={1} max={9} clampBehavior="strict" allowDecimal={false} value={look.digits} onChange={(digits) => shape({ ...look, digits: Number(digits) || 1 }, 'digits')} />
      </fieldset>
      <div className={editor.row}>
        <Button size="compact-sm" variant="light" onClick={() => shape({ ...look, pieces: [...look.pieces, { kind: 'text', text: '-' }] })}>Add letters or a sign</Button>
        {(['year', 'month', 'location'] as const).filter((kind) => !look.pieces.some((piece) => piece.kind === kind)).map((kind) => <Button key={kind} size="compact-sm" variant="light" onClick={() => shape(withPiece(look, kind))}>Add the {kind}</Button>)}
      </div>
      <NumberPreview numbering={numbering} />
      {errors.length > 0 && <div role="alert"><ul className={classes.errors}>{errors.map(({ message }) => <li key={message}>{message.replaceAll(/[{}]/g, '')}</li>)}</ul></div>}
      <Radio.Group label="Counts" value={numbering.sequence} onChange={(sequence) => put(sequence === 'own' ? { sequence } : { sequence: 'organization', restarts: 'never', perLocation: false })}>
        <div className={editor.stack} style={{ marginBlockStart: 6 }}>
          <Radio value="organization" label="with all other orders of the organization" />
          <Radio value="own" label="by itself" />
        </div>
      </Radio.Group>
      {isOwn && (
        <>
          <Switch label="Begins at 1 again every year" checked={numbering.restarts === 'yearly'} onChange={(event) => put(event.currentTarget.checked ? { restarts: 'yearly', pattern: patternWith(numbering.pattern, 'year') } : { restarts: 'never' })} />
          <Switch label="Every location counts for itself" checked={numbering.perLocation} onChange={(event) => put(event.currentTarget.checked ? { perLocation: true, pattern: patternWith(numbering.pattern, 'location') } : { perLocation: false })} />
        </>
      )}
    </div>
  )
}

function OnePiece({ piece, at, onChange, onRemove }: { piece: Piece; at: number; onChange: (text: string) => void; onRemove: () => void }) {
  if (piece.kind === 'text') {
    return <TextInput className={classes.text ?? ''} size="xs" aria-label={`Letters or signs, part ${at + 1}`} style={{ width: `calc(${Math.max(piece.text.length, 2)}ch + 26px)` }} value={piece.text} onChange={(event) => onChange(writable(event.currentTarget.value))} />
  }
  return (
    <span className={classes.token}>
      {pieceNames[piece.kind]}
      <ActionIcon size={20} aria-label={`Take the ${piece.kind} out`} onClick={onRemove}><IconX size={12} /></ActionIcon>
    </span>
  )
}

/** The next numbers as they would read today. */
function NumberPreview({ numbering }: { numbering: Pick<Numbering, 'pattern' | 'perLocation'> }) {
  const next = useNumberExamples(numbering)
  return <p className={classes.preview}>The first: <output><bdi>{next[0]}</bdi></output> · later: <bdi>{next.slice(1).join(', ')}</bdi></p>
}

export function useNumberExamples(numbering: Pick<Numbering, 'pattern' | 'perLocation'>): string[] {
  const { timeZone } = useHere().organization
  const [opened] = useState(() => new Date())
  const [year = '', month = ''] = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' }).format(opened).split('-')
  const locations = useAsk('organization.get', {}, { staleTime: 60_000 }).data?.locations ?? []
  const [first = 'SHOP', second = first] = locations.map(({ code }) => code)
  return [1, 42, 10_000].map((sequence, at) => orderNumberOf(numbering, { year, month, location: at === 1 ? second : first }, sequence))
}
