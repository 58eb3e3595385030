import classes from './leave-button.module.css'

/** The way out of a run, big enough for a finger. */
export function LeaveButton({ label, onLeave }: { label: string; onLeave: () => void }) {
  return <button type="button" className={classes.leave} aria-label={label} onClick={onLeave}>✕</button>
}
