import type { BlueprintContents } from '#domain/blueprints/contents.ts'
import { StatusBadge } from './status-badge.tsx'
import classes from './blueprint-contents.module.css'

/** What a blueprint brings, at a glance: the way each kind of order goes, and how much else there is. */
export function BlueprintGlance({ contents: { orderTypes, statuses, workflows, wizards } }: { contents: BlueprintContents }) {
  const counts = [[statuses.length, 'status', 'statuses'], [workflows.length, 'workflow', 'workflows'], [wizards.length, 'wizard', 'wizards']] as const
  return (
    <span className={classes.glance}>
      {orderTypes.slice(0, 4).map(({ name, phases }) => (
        <span key={name} className={classes.type}><b>{name}</b><span>{phases.join(' → ')}</span></span>
      ))}
      <span className={classes.counts}>{counts.filter(([count]) => count > 0).map(([count, one, several]) => `${count} ${count === 1 ? one : several}`).join(' · ')}</span>
    </span>
  )
}

/** Everything a blueprint brings, by name. */
export function BlueprintWhole({ contents: { orderTypes, statuses, workflows, wizards, lists } }: { contents: BlueprintContents }) {
  const groups = [['Workflows', workflows], ['Wizards', wizards], ['Lists of orders', lists]] as const
  return (
    <div className={classes.whole}>
      <section aria-label="Order types it brings"><h3>Order types</h3>{orderTypes.map(({ name, phases }) => <p key={name} className={classes.type}><b>{name}</b><span>{phases.join(' → ')}</span></p>)}</section>
      <section aria-label="Statuses it brings"><h3>Statuses</h3><div className={classes.statuses}>{statuses.map((status, at) => <StatusBadge key={at} {...status} />)}</div></section>
      {groups.filter(([, names]) => names.length > 0).map(([name, names]) => <section key={name} aria-label={`${name} it brings`}><h3>{name}</h3><p>{names.join(' · ')}</p></section>)}
    </div>
  )
}
