import { Input, TextInput } from '@mantine/core'
import { useState, type FocusEvent } from 'react'
import type { Address } from '#domain/kernel/schema.ts'
import { useHere } from '../session/session.ts'
import { addressWords, isPlaceless } from './address-words.ts'
import { filledIn } from './filled-in.ts'
import forms from './form.module.css'

type Props = {
  label: string
  description?: string | undefined
  required?: boolean
  error?: string | undefined
  disabled?: boolean | undefined
  address: Address | null
  onChange: (address: Address | null) => void
  onDone?: (() => void) | undefined
}
type Texts = Record<'line1' | 'line2' | 'city' | 'region' | 'postalCode' | 'country', string>

/** An address in its parts; handed on once it has a street and a city, and as nothing when it is emptied. */
export function AddressInput({ label, description, required, error, disabled, address, onChange, onDone }: Props) {
  const { country } = useHere().organization
  const [typed, setTyped] = useState<Texts>()
  const texts: Texts = typed ?? { line1: '', line2: '', city: '', region: '', postalCode: '', country, ...address }
  const words = addressWords(texts.country)
  const isEmpty = isPlaceless(texts)
  const write = (name: keyof Texts, text: string) => {
    const next = { ...texts, [name]: name === 'country' ? text.toUpperCase().slice(0, 2) : text }
    setTyped(next)
    if (isPlaceless(next)) return onChange(null)
    if (next.line1.trim() === '' || next.city.trim() === '' || (next.country !== '' && !/^[A-Z]{2}$/.test(next.country))) return
    onChange(filledIn({ ...address, ...next }) as Address)
  }
  // Going on to another of its parts is not yet being done with it.
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (currentTarget.closest('fieldset')?.contains(relatedTarget)) return
    setTyped(undefined)
    onDone?.()
  }
  const input = (name: keyof Texts, part: string, isNeeded = false) => (
    <TextInput label={part} size="xs" autoComplete="off" disabled={disabled ?? false} value={texts[name]} error={typed && isNeeded && !isEmpty && texts[name].trim() === '' && `${part} is required.`} onChange={(event) => write(name, event.currentTarget.value)} onBlur={leave} />
  )
  return (
    <Input.Wrapper label={label} description={description} required={required ?? false} error={error} labelElement="div">
      <fieldset className={forms.card} aria-label={label}>
        {input('line1', 'Street address', true)}
        {input('line2', 'Apartment, suite')}
        <div className={forms.two}>{input('city', 'City', true)}{input('region', words.region)}{input('postalCode', words.postalCode)}{input('country', 'Country')}</div>
      </fieldset>
    </Input.Wrapper>
  )
}
