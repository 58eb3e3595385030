import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { decimalOf, parseAmount } from '#domain/kernel/money.ts'

type Props = Omit<TextInputProps, 'value' | 'onChange'> & { value: number | null; currency: string; onChange: (amount: number | null) => void }

/** An amount typed as a decimal and handed on in minor units, exactly; `null` while it is empty or not an amount. */
export function MoneyInput({ value, currency, onChange, error, ...props }: Props) {
  const [typed, setTyped] = useState<string>()
  const unreadable = typed !== undefined && typed.trim() !== '' && readAmount(typed, currency) === undefined
  return (
    <TextInput
      inputMode="decimal"
      {...props}
      value={typed ?? (value === null ? '' : decimalOf({ amount: value, currency }))}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(readAmount(event.currentTarget.value, currency) ?? null)
      }}
      onBlur={(event) => {
        if (!unreadable) setTyped(undefined)
        props.onBlur?.(event)
      }}
      error={unreadable ? 'This is not an amount: 12.50' : error}
      {...(props.readOnly ? {} : { leftSection: <span className="dimmed" style={{ fontSize: 11 }}>{currency}</span>, leftSectionWidth: 44 })}
    />
  )
}

function readAmount(text: string, currency: string): number | undefined {
  const amount = parseAmount(text, currency)
  return amount === undefined || amount < 0 ? undefined : amount
}
