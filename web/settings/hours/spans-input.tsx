import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { isOvernight, type OpenSpan } from '#domain/hours/opening-hours.ts'
import { replaced, without } from '../../kit/moved.ts'
import { TimeInput } from './time-input.tsx'
import { withSpan } from './week.ts'
import classes from './hours.module.css'

const MOST_SPANS = 6

type Props = { day: string; spans: OpenSpan[]; path: string; errors: Record<string, string>; disabled: boolean; onChange: (spans: OpenSpan[]) => void }

/** When a day is open: from, to, and from, to again. None is closed. */
export function SpansInput({ day, spans, path, errors, disabled, onChange }: Props) {
  return (
    <div className={classes.spans}>
      {spans.length === 0 && <span className={classes.closed}>Closed</span>}
      {spans.map((span, at) => {
        const put = (patch: Partial<OpenSpan>) => onChange(replaced(spans, at, { ...span, ...patch }))
        const [opens, closes] = [errors[`${path}.${at}.opens`], errors[`${path}.${at}.closes`]]
        return (
          <div key={at} className={classes.span}>
            <TimeInput label={`${day} opens, ${at + 1}`} end="opens" value={span.opens} error={opens} disabled={disabled} onChange={(time) => put({ opens: time })} />
            <span aria-hidden="true">–</span>
            <TimeInput label={`${day} closes, ${at + 1}`} end="closes" value={span.closes} error={closes} disabled={disabled} onChange={(time) => put({ closes: time })} />
            {isOvernight(span) && <span className={classes.note}>the next day</span>}
            {!disabled && <ActionIcon size={32} aria-label={`Remove ${span.opens} to ${span.closes} of ${day}`} onClick={() => onChange(without(spans, at))}><IconTrash size={16} /></ActionIcon>}
            {(opens ?? closes) && <span className={classes.error} role="alert">{opens ?? closes}</span>}
          </div>
        )
      })}
      {!disabled && spans.length < MOST_SPANS && <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} aria-label={`Add hours on ${day}`} className={classes.add ?? ''} onClick={() => onChange(withSpan(spans))}>Add hours</Button>}
    </div>
  )
}
