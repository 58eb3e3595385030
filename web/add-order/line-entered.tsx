import { Button } from '@mantine/core'
import { keptAnswersOf } from '#domain/wizards/kept-answers.ts'
import { readAnswers } from '#domain/wizards/read-answers.ts'
import type { Answers, Wizard } from '#domain/wizards/wizard.ts'
import { useAsk } from '../asking.ts'
import { AnswersList } from '../kit/answers-list.tsx'
import { useHere } from '../session/session.ts'
import classes from './add-order.module.css'

/** What was answered about a line of the draft, and the way to go through it again. */
export function LineEntered({ id, name, wizard, answers, onEdit }: { id: string; name: string; wizard: Wizard; answers: Answers; onEdit: () => void }) {
  const { currency } = useHere().organization
  const namesPeople = wizard.pages.some(({ questions }) => questions.some(({ kind }) => kind === 'person'))
  const people = useAsk('member.list', { active: true, limit: 200 }, { enabled: namesPeople, staleTime: 60_000 }).data?.items ?? []
  const read = readAnswers(wizard, answers, { audience: 'staff', currency, insistOn: 'none' })
  const kept = keptAnswersOf(wizard, read.answers, 'staff', (member) => people.find((person) => person.id === member)?.name)
  return (
    <div className={classes.entered}>
      {kept.length > 0 && <AnswersList answers={kept} currency={currency} />}
      <Button id={id} size="compact-xs" variant="light" onClick={onEdit} aria-label={`Change the answers about ${name}`}>Change answers</Button>
    </div>
  )
}
