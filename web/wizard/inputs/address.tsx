import { NativeSelect, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { countryCodes } from '#domain/kernel/country.ts'
import type { Address } from '#domain/kernel/schema.ts'
import { addressWords } from '../../kit/address-words.ts'
import { QuestionGroup } from '../question-group.tsx'
import { useAnswer, useRun, type InputProps } from '../run-context.ts'
import classes from '../wizard.module.css'

type Part = Exclude<keyof Address, 'country'>

/** An address in its parts, called as its country calls them, filled in by the browser where it knows them. */
export function AddressQuestion({ question }: InputProps) {
  const { audience, place, faultOf, idOf, size } = useRun()
  const { value, set } = useAnswer(question)
  const address = (value ?? {}) as Partial<Address>
  const country = address.country ?? place.country
  const words = addressWords(country)
  const countries = useMemo(() => countriesIn(place.locale), [place.locale])
  const change = (part: keyof Address, text: string) => {
    const next = Object.fromEntries(Object.entries({ country, ...address, [part]: text }).filter(([, given]) => given !== ''))
    set(Object.keys(next).some((name) => name !== 'country') ? next : undefined)
  }
  // What was begun has to be whole, whether it must be given or not.
  const isNeeded = question.required || value !== undefined
  const inputSize = size === 'touch' ? 'lg' : 'sm'
  const input = (part: Part, label: string, autoComplete: string, isRequired = false, className?: string) => (
    <TextInput
      id={idOf(question.key, part)} label={label} size={inputSize} required={isNeeded && isRequired} className={className} maxLength={200} autoComplete={audience === 'customer' && autoComplete !== 'off' ? `shipping ${autoComplete}` : 'off'}
      value={address[part] ?? ''} error={faultOf(question.key, part)} onChange={(event) => change(part, event.currentTarget.value)}
    />
  )
  return (
    <QuestionGroup question={question} hasParts>
      <div className={classes.pair}>
        {input('line1', 'Street address', 'address-line1', true, classes.wide)}
        {input('line2', 'Apartment, suite', 'address-line2', false, classes.wide)}
        {input('city', 'City', 'address-level2', true)}
        {input('region', words.region, 'address-level1', words.regionRequired)}
        {input('postalCode', words.postalCode, 'postal-code')}
        <NativeSelect
          id={idOf(question.key, 'country')} label="Country" size={inputSize} data={countries} value={country} autoComplete={audience === 'customer' ? 'shipping country' : 'off'} error={faultOf(question.key, 'country')}
          onChange={(event) => change('country', event.currentTarget.value)}
        />
        {input('instructions', 'How to find it', 'off', false, classes.wide)}
      </div>
    </QuestionGroup>
  )
}

function countriesIn(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return countryCodes.map((code) => ({ value: code, label: names.of(code) ?? code })).sort((a, b) => a.label.localeCompare(b.label, locale))
}
