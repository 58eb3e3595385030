import { IconCheck } from '@tabler/icons-react'
import { useId } from 'react'
import { spelled } from '#domain/kernel/spelled.ts'
import { statusColors, type StatusColor } from '#domain/workflows/status.ts'
import classes from './color-swatches.module.css'

type Props = { label: string; value: StatusColor; onChange: (color: StatusColor) => void; disabled?: boolean }

/** The ten colours, each by its name; readable in light and dark, whichever is taken. */
export function ColorSwatches({ label, value, onChange, disabled }: Props) {
  const name = useId()
  return (
    <fieldset className={classes.field} disabled={disabled ?? false}>
      <legend className={classes.label}>{label}: <span className="dimmed">{spelled(value)}</span></legend>
      <div className={classes.swatches}>
        {statusColors.map((color) => (
          <label key={color} className={classes.swatch} data-status-color={color} title={spelled(color)}>
            <input type="radio" className="visually-hidden" name={name} value={color} checked={color === value} onChange={() => onChange(color)} aria-label={spelled(color)} />
            <span className={classes.dot} aria-hidden="true">{color === value && <IconCheck size={14} stroke={3} />}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
