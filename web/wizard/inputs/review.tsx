import { Button } from '@mantine/core'
import { effectiveAnswer, isAnswered, shownPages } from '#domain/wizards/show-if.ts'
import type { Question } from '#domain/wizards/wizard.ts'
import { AnswerInWords } from '../answer-in-words.tsx'
import { QuestionGroup } from '../question-group.tsx'
import { useAnswer, useRun, type InputProps } from '../run-context.ts'
import classes from '../wizard.module.css'

/** Everything that was answered, page by page, with a way back to each; what it costs; and, where asked for, a yes. */
export function ReviewQuestion({ question }: InputProps) {
  const { definition, answers, audience, estimate, show, place, goToPage, size } = useRun()
  const { value, set, common } = useAnswer(question)
  const isReviewed = (asked: Question) => asked.kind !== 'review' && isAnswered(effectiveAnswer(asked, answers))
  const pages = shownPages(definition, answers, audience).map(({ page, questions }) => ({ page, questions: questions.filter(isReviewed) })).filter(({ questions }) => questions.length > 0)
  return (
    <QuestionGroup question={question}>
      {pages.map(({ page, questions }) => (
        <section key={page.key} className={classes.reviewed} aria-label={page.title}>
          <h3>{page.title}<Button variant="subtle" size={size === 'touch' ? 'compact-md' : 'compact-xs'} onClick={() => goToPage(page.key)} aria-label={`Change ${page.title}`}>Change</Button></h3>
          <dl>
            {questions.map((asked) => (
              <div key={asked.key}><dt>{asked.label}</dt><dd><AnswerInWords question={asked} value={effectiveAnswer(asked, answers)} /></dd></div>
            ))}
          </dl>
        </section>
      ))}
      {estimate && (
        <dl className={classes.sums}>
          <dt>Subtotal</dt><dd>{show.money(estimate.subtotal)}</dd>
          {estimate.tax.amount > 0 && <><dt>{place.taxIncluded ? 'Tax included' : 'Tax'}</dt><dd>{show.money(estimate.tax)}</dd></>}
          <dt className={classes.total}>Total</dt><dd className={classes.total}>{show.money(estimate.total)}</dd>
        </dl>
      )}
      {question.consent && (
        <label className={classes.card} data-chosen={value === true || undefined}>
          <input type="checkbox" name={common.id} checked={value === true} aria-required="true" onChange={(event) => set(event.currentTarget.checked || undefined)} />
          <span>{question.consent}</span>
        </label>
      )}
    </QuestionGroup>
  )
}
