import { useCallback } from 'react'
import type { FieldValue } from '#domain/kernel/schema.ts'
import { answerInWords } from '#domain/wizards/answer-words.ts'
import type { ItemEntry } from '#domain/wizards/answer-shapes.ts'
import { isAnswered, shownPages } from '#domain/wizards/show-if.ts'
import type { Question } from '#domain/wizards/wizard.ts'
import { titleOf, workedOut } from './item-words.ts'
import { useRun } from './run-context.ts'
import { useFound } from './use-found.ts'
import classes from './wizard.module.css'

/** An item as it is read back: how many of what, and what was answered about it. */
export function ItemInWords({ item }: { item: ItemEntry }) {
  const { show, known, estimate, client, audience, place } = useRun()
  const look = useCallback((key: string) => client.findLineWizard(key), [client])
  const wizard = useFound((item.answers && known.get(item.sku ?? '')?.wizard) ?? undefined, look)?.value
  const answers = item.answers ?? {}
  const inWords = ({ label, kind, key, unit }: Question) => {
    const value = answers[key] as FieldValue
    const said = kind === 'person' && typeof value === 'string' ? known.get(value)?.title : answerInWords({ kind, value, ...(unit ? { unit } : {}) }, place)
    return said === undefined ? [] : `${label}${/[?:]$/.test(label) ? '' : ':'} ${said}`
  }
  const told = wizard ? shownPages(wizard, answers, audience).flatMap(({ questions }) => questions.filter(({ key }) => isAnswered(answers[key])).flatMap(inWords)) : []
  return (
    <span className={classes.block}>
      {show.number(workedOut(item, estimate).quantity ?? item.quantity)} × {titleOf(item, known)}
      {told.map((line) => <small key={line} className={classes.detail}>{line}</small>)}
    </span>
  )
}
