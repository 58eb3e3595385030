import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { FieldValue } from '#domain/kernel/schema.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { SimulatedMove } from '#domain/workflows/simulate.ts'
import { FieldInput } from '../../kit/field-input.tsx'
import { StatusSign } from '../../kit/status-badge.tsx'
import parts from '../kit/parts.module.css'
import classes from './simulator.module.css'

export type Made = { transition?: string; toStep?: string; fields: Record<string, FieldValue>; reason?: string }
type Props = { offered: SimulatedMove; status: LibraryStatus | undefined; onMake: (made: Made) => void }

/** A move as somebody would be offered it: with what it asks for, why it may not be made, and what it sets off. */
export function SimulatedMoveRow({ offered: { move, name, to, verdict, fields, follows }, status, onMake }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [values, setValues] = useState<Record<string, FieldValue>>({})
  const asks = fields.length > 0 || verdict.confirm !== undefined
  const isBlocked = verdict.blockedBy.length > 0
  const make = () => {
    const { reason, ...rest } = values
    onMake({ ...(move.kind === 'named' ? { transition: move.key } : { toStep: move.to.step }), fields: rest, ...(typeof reason === 'string' ? { reason } : {}) })
  }
  return (
    <li className={classes.move} data-blocked={isBlocked || undefined}>
      <div className={classes.moveHead}>
        <Button size="compact-sm" variant={isBlocked ? 'default' : 'light'} aria-expanded={asks && !isBlocked ? isOpen : undefined} onClick={() => (asks && !isBlocked ? setOpen(!isOpen) : make())}>{name}</Button>
        <span className={classes.to}>→ {status && <StatusSign color={status.color} icon={status.icon} />} {to}</span>
      </div>
      {isBlocked && <p className={classes.refusal}>{verdict.blockedBy.map(({ message }) => message).join(' ')}</p>}
      {!isBlocked && verdict.missing.length > 0 && <p className={parts.small}>{verdict.because}</p>}
      {follows.length > 0 && <p className={parts.small}>{follows.map(({ text }) => text).join(' ')}</p>}
      {isOpen && (
        <div className={classes.asks}>
          {verdict.confirm && <Text size="sm">{verdict.confirm}</Text>}
          {fields.map((field) => <FieldInput key={field.key} field={field} value={values[field.key]} onChange={(value) => setValues({ ...values, [field.key]: value })} />)}
          <Group justify="flex-end"><Button size="compact-sm" onClick={make}>{name}</Button></Group>
        </div>
      )}
    </li>
  )
}
