import { useRun } from './run-context.ts'
import classes from './wizard.module.css'

export type Option = { value: string; label: string; detail?: string }
type Props = { name: string; options: Option[]; chosen: string[]; several?: boolean; onChange: (chosen: string[]) => void }

/** Options as cards big enough for a finger, each an honest radio or checkbox underneath. */
export function ChoiceCards({ name, options, chosen, several = false, onChange }: Props) {
  const { size } = useRun()
  const toggle = (value: string, isOn: boolean) => {
    if (!several) return onChange([value])
    onChange(isOn ? options.map((option) => option.value).filter((one) => one === value || chosen.includes(one)) : chosen.filter((one) => one !== value))
  }
  return (
    <div className={classes.cards} data-size={size}>
      {options.map(({ value, label, detail }) => (
        <label key={value} className={classes.card} data-chosen={chosen.includes(value) || undefined}>
          <input type={several ? 'checkbox' : 'radio'} name={name} value={value} checked={chosen.includes(value)} onChange={(event) => toggle(value, event.currentTarget.checked)} />
          <span>
            {label}
            {detail && <span className={classes.cardDetail}>{detail}</span>}
          </span>
        </label>
      ))}
    </div>
  )
}
