import { Select } from '@mantine/core'
import type { Answered } from '../../ask.ts'
import { countInWords } from '#domain/kernel/bounded-count.ts'
import { useWords } from '../../session/session.ts'
import parts from '../kit/parts.module.css'
import classes from './migration.module.css'

type Gone = Answered<'migration.preview'>['unmapped'][number]
type Place = { workflow: string; from: string }
/** Where those go who stand at a step that is gone; to nowhere, where they stay. */
export type Mapping = (Place & { to: string })[]

type Props = { gone: Gone[]; mapping: Mapping; onPut: (one: Mapping[number]) => void }

/** The steps that the other version does not have, each with where those go who stand there. */
export function GoneSteps({ gone, mapping, onPut }: Props) {
  const words = useWords()
  const goesTo = ({ workflow, step }: Gone) => mapping.find((one) => isSamePlace(one, { workflow, from: step }))?.to ?? null
  return (
    <section className={parts.titled} aria-label="Steps that are gone">
      <h3 className={parts.heading}>Steps that are gone: where do those who stand there go?</h3>
      <ul className={parts.rows}>
        {gone.map((one) => (
          <li key={one.workflow + one.step} className={classes.row}>
            <span><b>{one.name}</b> <span className="dimmed">in {one.workflowName} · {[one.orders > 0 && counted(one.orders, words.order, words.orders), one.lineItems > 0 && counted(one.lineItems, words.lineItem, words.lineItems)].filter(Boolean).join(', ')}</span></span>
            <div>
              <Select
                aria-label={`${one.name} goes to`} searchable clearable placeholder="Stays where it is" data={one.choices.map(({ step, name }) => ({ value: step, label: name }))}
                value={goesTo(one)} onChange={(to) => onPut({ workflow: one.workflow, from: one.step, to: to ?? '' })}
              />
              {one.suggestedBecause && goesTo(one) === one.suggestion && <p className={parts.small}>Suggested: {lowerFirst(one.suggestedBecause)}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function counted(count: number, one: string, several: string): string {
  return `${countInWords(count)} open ${(count === 1 ? one : several).toLowerCase()}`
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}

export function isSamePlace(a: Place, b: Place): boolean {
  return a.workflow === b.workflow && a.from === b.from
}
