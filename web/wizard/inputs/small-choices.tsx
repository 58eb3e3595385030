import { NativeSelect, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ChoiceCards } from '../choice-cards.tsx'
import { QuestionGroup } from '../question-group.tsx'
import { useAnswer, useRun, type InputProps } from '../run-context.ts'
import classes from '../wizard.module.css'

export function OrderTypeQuestion({ question }: InputProps) {
  const { place } = useRun()
  const { value, set, common } = useAnswer(question)
  const offered = place.orderTypes.filter(({ key }) => !question.options?.length || question.options.includes(key))
  return (
    <QuestionGroup question={question}>
      <ChoiceCards name={common.id} options={offered.map(({ key, name }) => ({ value: key, label: name }))} chosen={typeof value === 'string' ? [value] : []} onChange={([picked]) => set(picked)} />
    </QuestionGroup>
  )
}

/** How it gets to the customer: the ways the order's type knows. */
export function FulfilmentQuestion({ question }: InputProps) {
  const { place, definition, answers } = useRun()
  const { value, set, common } = useAnswer(question)
  const typeQuestion = definition.pages.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'order_type')
  const typeKey = (typeQuestion && (answers[typeQuestion.key] as string | undefined)) ?? definition.orderType
  const type = place.orderTypes.find(({ key }) => key === typeKey) ?? (place.orderTypes.length === 1 ? place.orderTypes[0] : undefined)
  const methods = (type?.fulfilmentMethods ?? []).filter(({ key }) => !question.options?.length || question.options.includes(key))
  return (
    <QuestionGroup question={question}>
      <ChoiceCards name={common.id} options={methods.map(({ key, name }) => ({ value: key, label: name }))} chosen={typeof value === 'string' ? [value] : []} onChange={([picked]) => set(picked)} />
      {methods.length === 0 && <p className={classes.help}>{type ? 'There is only one way, so nothing has to be chosen.' : 'Choose the type of order first.'}</p>}
    </QuestionGroup>
  )
}

export function PersonQuestion({ question }: InputProps) {
  const { client, learn } = useRun()
  const { value, set, common } = useAnswer(question)
  const [people, setPeople] = useState<{ id: string; name: string }[]>()
  useEffect(() => {
    let isStale = false
    client.findPeople?.().then((found) => {
      if (isStale) return
      setPeople(found)
      learn(found.map(({ id, name }) => [id, { title: name }]))
    }, () => undefined)
    return () => void (isStale = true)
  }, [client, learn])
  const text = typeof value === 'string' ? value : ''
  if (!client.findPeople) return <TextInput {...common} autoComplete="off" value={text} onChange={(event) => set(event.currentTarget.value || undefined)} />
  return (
    <NativeSelect
      {...common} data={[{ value: '', label: 'Choose…' }, ...(people ?? []).map(({ id, name }) => ({ value: id, label: name }))]} value={text}
      onChange={(event) => set(event.currentTarget.value || undefined)}
    />
  )
}

/** What has to be gone through; the answer is what was ticked. */
export function ChecklistQuestion({ question }: InputProps) {
  const { value, set, common } = useAnswer(question)
  const ticked = Array.isArray(value) ? (value as string[]) : []
  const items = question.checklist?.items ?? []
  return (
    <QuestionGroup question={question}>
      <ChoiceCards several name={common.id} options={items.map((item) => ({ value: item, label: item }))} chosen={ticked} onChange={(next) => set(next.length > 0 ? next : undefined)} />
      {items.length > 1 && <p className={classes.help} aria-live="polite">{ticked.length} of {items.length} done</p>}
    </QuestionGroup>
  )
}
