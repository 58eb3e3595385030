import type { KeptAnswer } from '#domain/wizards/answer.ts'
import { answerInWords } from '#domain/wizards/answer-words.ts'
import { useAsk } from '../asking.ts'
import { useHere } from '../session/session.ts'
import { addressOfFile } from './upload-file.ts'
import classes from './answers-list.module.css'

/** What was answered in wizards, with the questions as they read then; wizard by wizard where there were several. */
export function AnswersList({ answers, currency }: { answers: KeptAnswer[]; currency: string }) {
  const wizards = useAsk('wizard.list', {}, { staleTime: 60_000, enabled: answers.length > 0 }).data?.items
  const keys = [...new Set(answers.map(({ wizard }) => wizard))]
  return keys.map((key) => (
    <div key={key} className={classes.wizard}>
      {keys.length > 1 && <h4 className={classes.name}>{wizards?.find((wizard) => wizard.key === key)?.name ?? ''}</h4>}
      <dl className={classes.answers}>
        {answers.filter(({ wizard }) => wizard === key).map((answer) => (
          <div key={answer.key} className={classes.answer}>
            <dt>{answer.label}</dt>
            <dd><Answer answer={answer} currency={currency} /></dd>
          </div>
        ))}
      </dl>
    </div>
  ))
}

function Answer({ answer, currency }: { answer: KeptAnswer; currency: string }) {
  const { slug, locale, timeZone } = useHere().organization
  const { kind, value, label } = answer
  if ((kind === 'photo' || kind === 'file' || kind === 'signature') && value !== null) {
    const ids = Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
    return ids.map((id, i) => {
      const name = ids.length > 1 ? `${label}, ${i + 1} of ${ids.length}` : label
      return (
        <a key={id} href={addressOfFile(slug, id)} target="_blank" rel="noreferrer" className={classes.file}>
          {kind === 'file' ? `File ${i + 1}` : <img src={addressOfFile(slug, id)} alt={name} loading="lazy" className={kind === 'signature' ? classes.signature : classes.photo} />}
        </a>
      )
    })
  }
  return answerInWords(answer, { locale, timeZone, currency })
}
