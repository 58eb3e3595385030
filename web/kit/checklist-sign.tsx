import classes from './checklist-sign.module.css'

type Props = { done: number; total: number; /** Whether it stands on a coloured ground. */ onColor?: boolean }

/** How far all the checklists of something are, small: ☑ 2/4. Nothing where there are none. */
export function ChecklistSign({ done, total, onColor }: Props) {
  if (total === 0) return null
  return (
    <span className={classes.sign} data-done={done === total || undefined} data-on-color={onColor || undefined}>
      <span aria-hidden="true">☑ {done}/{total}</span><span className="visually-hidden">{done} of {total} checklist items done</span>
    </span>
  )
}
