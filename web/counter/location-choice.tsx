import { IconMapPin } from '@tabler/icons-react'
import classes from './counter.module.css'

/** Asked once for each device: where it stands. */
export function LocationChoice({ locations, chosen, onChoose }: { locations: { key: string; name: string }[]; chosen: string | undefined; onChoose: (key: string) => void }) {
  return (
    <div className={classes.middle}>
      <h1>Where does this counter stand?</h1>
      <p className="dimmed">Asked once on each device. Orders taken here belong to this location.</p>
      <div className={classes.tiles}>
        {locations.map(({ key, name }) => (
          <button key={key} type="button" className={classes.tile} aria-pressed={key === chosen} onClick={() => onChoose(key)}><IconMapPin size={24} aria-hidden="true" /><b>{name}</b></button>
        ))}
      </div>
    </div>
  )
}
