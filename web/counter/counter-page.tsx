import { Button, Loader } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { lineWizardOf } from '#domain/wizards/line-wizard-of.ts'
import type { Answers, Wizard } from '#domain/wizards/wizard.ts'
import { useOrganizationSlug } from '../asking.ts'
import { keep, readKept } from '../kept.ts'
import { listenToKeys, useShortcuts } from '../keyboard/registry.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { tellProblem } from '../kit/tell.ts'
import { Problem } from '../problem.ts'
import { faultsOfProblem } from '../wizard/faults.ts'
import { LeaveButton } from '../wizard/leave-button.tsx'
import type { Remembered } from '../wizard/run-client.ts'
import { Runner } from '../wizard/runner.tsx'
import { counterClient, summaryIn } from './counter-client.ts'
import type { KeptRun } from './counter-store.ts'
import { Finished, type FinishedHere } from './finished.tsx'
import { Launcher } from './launcher.tsx'
import { LocationChoice } from './location-choice.tsx'
import { beginRun, openRun } from './open-runs.ts'
import { QueueBadge } from './queue-badge.tsx'
import { registerWorker } from './register-worker.ts'
import { useCounterData, type Counter } from './use-counter-data.ts'
import { useQueue } from './use-queue.ts'
import classes from './counter.module.css'

/** The counter: wizards in full screen, made for fingers, a scanner and a network that may go away. */
export default function CounterPage() {
  const organization = useOrganizationSlug()
  const navigate = useNavigate()
  const { counter, failure, again } = useCounterData(organization, () => void navigate({ to: '/sign-in', search: { to: `/${organization}/counter` } }))
  useEffect(listenToKeys, [])
  useEffect(() => registerWorker(organization), [organization])
  useEffect(() => {
    document.title = 'Counter · Docket'
    return () => void (document.title = 'Docket')
  }, [])
  if (counter) return <main className={classes.counter}><CounterOnScreen counter={counter} again={again} /></main>
  return (
    <main className={classes.counter}>
      {failure
        ? <EmptyState title="The counter could not be opened" action={<Button size="lg" onClick={again}>Try again</Button>}>{failure}</EmptyState>
        : <div className={classes.loading}><Loader aria-label="Loading" /></div>}
    </main>
  )
}

function CounterOnScreen({ counter, again }: { counter: Counter; again: () => void }) {
  const { store, data } = counter
  const { slug } = data.organization
  const queue = useQueue(store, slug)
  const locationName = `counter-location-${slug}`
  const [location, setLocation] = useState(() => readKept(locationName))
  const [isChoosing, setChoosing] = useState(false)
  const [run, setRun] = useState<KeptRun>()
  const [finished, setFinished] = useState<FinishedHere>()
  const here = data.locations.find(({ key }) => key === location) ?? (data.locations.length === 1 ? data.locations[0] : undefined)

  const begin = (definition: Wizard) => {
    beginRun(data, definition, here?.key ?? null).then((begun) => {
      setFinished(undefined)
      setRun(begun)
    }, tellProblem)
  }
  const resume = async (id: string) => {
    try {
      setRun(await openRun(store, data, id))
    } catch (error) {
      tellProblem(error)
      await queue.refresh()
    }
  }
  /** The same wizard again, as it is published now; where it is offered no more, one chooses anew. */
  const beginAnother = ({ definition: { key } }: FinishedHere) => {
    const offered = data.wizards.find((wizard) => wizard.key === key)
    if (offered) begin(offered)
    else setFinished(undefined)
  }
  const leave = () => {
    setRun(undefined)
    void queue.refresh()
    // Between two customers is the time to hear what is new in the catalog.
    again()
  }
  useShortcuts([
    ...(run ? [{ keys: 'Escape', label: 'Leave it as a draft', run: leave }] : []),
    ...(finished ? [{ keys: 'N', label: 'Next customer', run: () => beginAnother(finished) }] : []),
    ...(!run && !finished ? data.wizards.slice(0, 9).map((definition, i) => ({ keys: String(i + 1), label: definition.name, run: () => begin(definition) })) : []),
  ])

  if (data.locations.length > 1 && (!here || isChoosing)) {
    return (
      <LocationChoice
        locations={data.locations} chosen={here?.key}
        onChoose={(key) => {
          keep(locationName, key)
          setLocation(key)
          setChoosing(false)
        }}
      />
    )
  }
  if (run) {
    return (
      <RunOnScreen
        key={run.id} run={run} counter={counter} aside={<QueueBadge queue={queue} />} onLeave={leave}
        onFinished={(next) => {
          setRun(undefined)
          setFinished(next)
          void queue.refresh()
          again()
        }}
      />
    )
  }
  if (finished) return <Finished finished={finished} organization={slug} onNext={() => beginAnother(finished)} onDone={() => setFinished(undefined)} />
  return <Launcher counter={counter} queue={queue} location={here?.name} onBegin={begin} onResume={(id) => void resume(id)} onChangeLocation={data.locations.length > 1 ? () => setChoosing(true) : undefined} />
}

type RunProps = { run: KeptRun; counter: Counter; aside: React.ReactNode; onLeave: () => void; onFinished: (finished: FinishedHere) => void }

function RunOnScreen({ run, counter, aside, onLeave, onFinished }: RunProps) {
  // The run goes on with the catalog it began with, whatever is read meanwhile.
  const [{ store, data }] = useState(counter)
  const client = useMemo(() => counterClient({ run, data, store }), [run, data, store])
  const known = useMemo(() => {
    const lineWizards = run.lineWizards ?? data.lineWizards
    const before = Object.entries(run.titles ?? {}).map(([sku, title]): [string, Remembered] => [sku, { title }])
    return [...before, ...data.items.map((item): [string, Remembered] => [item.sku, { title: item.name, price: { amount: item.amount, currency: item.currency }, wizard: lineWizardOf(item, lineWizards)?.key ?? null }])]
  }, [data, run])
  const refused = useMemo(
    () => (run.refusal ? faultsOfProblem(new Problem('validation-failed', 422, run.refusal.message, run.refusal.errors), run.definition, run.answers, { audience: 'staff', currency: data.place.currency }) : []),
    [run, data],
  )
  return (
    <Runner
      definition={run.definition} audience="staff" size="touch" place={data.place} client={client} answers={run.answers} page={run.page} known={known} refused={refused}
      {...(run.refusal && refused.length === 0 ? { failure: run.refusal.message } : {})}
      aside={<>{aside}<LeaveButton label="Leave it as a draft" onLeave={onLeave} /></>}
      onFinished={({ order, waits }, answers: Answers) => onFinished({ order, waits, summary: summaryIn(data, run, answers), definition: run.definition })}
    />
  )
}
