import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Address } from '#domain/kernel/schema.ts'
import { addressWords, isPlaceless } from '../kit/address-words.ts'
import { filledIn } from '../kit/filled-in.ts'
import { useHere } from '../session/session.ts'
import classes from './details.module.css'

type Props = { label: string; address: Address | null; onSave: (address: Address | null) => void; onLeave: () => void }
type Texts = { recipient: string; line1: string; line2: string; city: string; region: string; postalCode: string; country: string; instructions: string }

/** An address in its parts, saved whole; emptied, it is taken away. */
export function AddressForm({ label, address, onSave, onLeave }: Props) {
  const home = useHere().organization.country
  const [texts, setTexts] = useState<Texts>({ recipient: '', line1: '', line2: '', city: '', region: '', postalCode: '', country: home, instructions: '', ...address })
  const [isTried, setTried] = useState(false)
  const words = addressWords(texts.country)
  const isEmpty = isPlaceless(texts)
  const input = (name: keyof Texts, text: string, isRequired = false, className?: string) => (
    <TextInput
      label={text} required={isRequired} className={className} size="xs" value={texts[name]} error={isTried && !isEmpty && isRequired && texts[name].trim() === '' && `${text} is required.`}
      autoComplete="off" onChange={(event) => setTexts({ ...texts, [name]: name === 'country' ? event.currentTarget.value.toUpperCase().slice(0, 2) : event.currentTarget.value })}
    />
  )
  const save = () => {
    setTried(true)
    if (isEmpty) return onSave(null)
    if (texts.line1.trim() === '' || texts.city.trim() === '') return
    onSave(filledIn(texts) as Address)
  }
  return (
    <form
      className={classes.pair} aria-label={label} noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {input('recipient', 'Recipient', false, classes.wide)}
      {input('line1', 'Street address', true, classes.wide)}
      {input('line2', 'Apartment, suite', false, classes.wide)}
      {input('city', 'City', true)}
      {input('region', words.region)}
      {input('postalCode', words.postalCode)}
      {input('country', 'Country')}
      {input('instructions', 'Instructions', false, classes.wide)}
      <Group gap="xs" className={classes.wide}>
        <Button size="compact-sm" type="submit">Save</Button>
        <Button size="compact-sm" variant="default" onClick={onLeave}>Leave it</Button>
      </Group>
    </form>
  )
}
