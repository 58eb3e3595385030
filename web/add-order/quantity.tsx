import { ActionIcon } from '@mantine/core'
import { IconMinus, IconPlus, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import classes from './add-order.module.css'

type Props = { id?: string; of: string; value: number; isFocused?: boolean; onChange: (quantity: number) => void }

/** How many: one less, a number, one more. Less than one takes it off. */
export function Quantity({ id, of, value, isFocused = false, onChange }: Props) {
  const [typed, setTyped] = useState<string>()
  const more = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isFocused) more.current?.focus()
  }, [isFocused])
  const done = () => {
    const number = Number(typed?.replace(',', '.'))
    if (typed !== undefined && Number.isFinite(number) && number > 0) onChange(Math.round(number * 1000) / 1000)
    setTyped(undefined)
  }
  return (
    <span className={classes.quantity}>
      <ActionIcon variant="default" size={26} aria-label={value > 1 ? `One ${of} less` : `Remove ${of}`} onClick={() => onChange(Math.max(0, value - 1))}>{value > 1 ? <IconMinus size={14} /> : <IconTrash size={14} />}</ActionIcon>
      <input
        id={id} aria-label={`Quantity of ${of}`} inputMode="decimal" value={typed ?? String(value)} onChange={(event) => setTyped(event.currentTarget.value)} onBlur={done}
        onKeyDown={(event) => event.key === 'Enter' && done()}
      />
      <ActionIcon ref={more} variant="default" size={26} aria-label={`One ${of} more`} onClick={() => onChange(value + 1)}><IconPlus size={14} /></ActionIcon>
    </span>
  )
}
