import type { ReactNode } from 'react'
import type { Question } from '#domain/wizards/wizard.ts'
import { useRun } from './run-context.ts'
import classes from './wizard.module.css'

/** A question that is answered by more than one control: its words, its help and what is wrong with it, said once for all of them. */
export function QuestionGroup({ question, hasParts = false, children }: { question: Question; /** Whose parts say themselves what is wrong with them. */ hasParts?: boolean; children: ReactNode }) {
  const { faultOf, anyFaultOf, idOf, size } = useRun()
  const id = idOf(question.key)
  const fault = hasParts ? faultOf(question.key) : anyFaultOf(question.key)
  const described = [question.help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <fieldset id={id} tabIndex={-1} className={classes.group} data-size={size} aria-describedby={described || undefined} aria-invalid={fault ? true : undefined}>
      <legend className={classes.legend}>{question.label}{question.required && <span className={classes.star} aria-hidden="true"> *</span>}{question.required && <span className="visually-hidden"> (required)</span>}</legend>
      {children}
      {question.help && <p id={`${id}-help`} className={classes.help}>{question.help}</p>}
      {fault && <p id={`${id}-fault`} className={classes.fault}>{fault}</p>}
    </fieldset>
  )
}
