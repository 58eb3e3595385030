import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconArrowBackUp, IconClock, IconRefresh } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { roleNames, roles, type Role } from '#domain/identity/permission.ts'
import { rulesOf } from '#domain/workflows/category.ts'
import { nextTurn } from '#domain/hours/business-hours.ts'
import { momentInWords } from '#domain/hours/in-words.ts'
import { asksAboutHours } from '#domain/workflows/waits-for-hours.ts'
import { processOfWorkflow } from '#domain/workflows/design-process.ts'
import { beginSimulation, changeFacts, fireTimer, makeMove, movesOf, passTime, passToTurn, tickInSimulation, timersOf, type Simulated } from '#domain/workflows/simulate.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { useHere, useWords } from '../../session/session.ts'
import { placeName, useEditing } from './editing.ts'
import { PretendForm } from './pretend-form.tsx'
import { hoursToTry, whenItIs, type Beginning } from './simulated-hours.ts'
import { SimulatedMoveRow } from './simulated-move.tsx'
import { SimulationLog } from './simulation-log.tsx'
import classes from './simulator.module.css'
import type { WorkflowDraft } from './workflow-edits.ts'
import { spanInWords } from '#domain/kernel/span.ts'

type Props = { draft: WorkflowDraft; onPosition: (step: string | undefined) => void }

/** Walks a pretend order through the draft, by the functions that move real ones; nothing of it leaves the browser. */
export default function Simulator({ draft, onPosition }: Props) {
  const words = useWords()
  const { organization } = useHere()
  const { library, statuses, types } = useEditing()
  const begin = (how: Beginning): Trail => {
    const { comes = 'day', ...pretended } = how
    const hours = hoursToTry(draft, organization)
    const process = processOfWorkflow(draft, { statuses: library, workflowTypes: types })
    const first = beginSimulation(process, library, { ...pretended, customerName: 'A customer' }, hours ? whenItIs(comes, hours, new Date().toISOString()) : new Date().toISOString(), hours)
    return { draft, how, steps: first ? [first] : [] }
  }
  const [trail, setTrail] = useState(() => begin({ channel: 'back_office' }))
  const [role, setRole] = useState<Role>('staff')
  const now = trail.steps.at(-1)
  const lineItemId = draft.scope === 'line_item' ? now?.simulation.order.lines[0]?.id : undefined
  const position = lineItemId === undefined ? now?.simulation.order.position : now?.simulation.order.lines.find(({ id }) => id === lineItemId)?.position
  const step = position?.workflow === draft.key ? position.step : undefined
  useEffect(() => {
    onPosition(step)
    return () => onPosition(undefined)
  }, [step, onPosition])
  const moves = useRef<HTMLHeadingElement>(null)
  if (!now || !position) return <Alert color="yellow">There is no step an order could begin at yet.</Alert>
  const { simulation } = now
  const go = (next: Simulated) => setTrail({ ...trail, steps: [...trail.steps, next] })
  const again = (how: Beginning = trail.how) => setTrail(begin(how))
  const status = statuses.get(draft.steps.find(({ key }) => key === step)?.status ?? '')
  const offered = movesOf(simulation, role, lineItemId)
  const turn = draft.transitions.some(asksAboutHours) ? nextTurn(simulation, simulation.order.location) : null
  const timers = lineItemId === undefined ? timersOf(simulation) : []
  const make = (wanted: Parameters<typeof makeMove>[2]) => {
    go(makeMove(simulation, role, { ...wanted, lineItemId }))
    moves.current?.focus()
  }
  return (
    <Stack gap="md">
      {trail.draft !== draft && <Alert color="yellow" py={8}>The draft was changed meanwhile. <Button size="compact-xs" variant="light" color="yellow" onClick={() => again()}>Begin again with it</Button></Alert>}
      <Group gap="xs">
        <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} onClick={() => again()}>Begin again</Button>
        <Button size="compact-sm" variant="default" leftSection={<IconArrowBackUp size={14} />} disabled={trail.steps.length < 2} onClick={() => setTrail({ ...trail, steps: trail.steps.slice(0, -1) })}>Step back</Button>
        <Select size="xs" aria-label="You are" w={130} ms="auto" allowDeselect={false} data={roles.map((one) => ({ value: one, label: `As ${roleNames[one].toLowerCase()}` }))} value={role} onChange={(value) => setRole((value ?? 'staff'))} />
      </Group>
      <section className={classes.position} aria-label="Where it stands">
        <span className={classes.small}>The pretend {(draft.scope === 'order' ? words.order : words.lineItem).toLowerCase()} stands at</span>
        <span className={classes.badge}><StatusBadge name={step === undefined ? 'beyond this workflow' : placeName(draft, statuses, step)} color={status?.color ?? 'gray'} icon={status?.icon} /></span>
        <span className={classes.small}>{rulesOf(position.category).meaning}</span>
        <ul className={classes.latest} aria-live="polite" aria-label="What happened last">
          {now.log.filter(({ kind }) => kind !== 'event').map((entry, i) => <li key={`${trail.steps.length}-${i}`} data-kind={entry.kind}>{entry.text}</li>)}
        </ul>
      </section>
      <section aria-label="What can be done">
        <h3 className={classes.heading} ref={moves} tabIndex={-1}>What can be done</h3>
        {offered.length === 0 ? <p className={classes.small}>Nothing: {rulesOf(position.category).isOpen ? 'no move leads on from here by hand.' : 'it has come to its end.'}</p> : (
          <ul className={classes.moves}>
            {offered.map((one) => {
              const there = statuses.get(draft.steps.find(({ key }) => one.move.to.workflow === draft.key && key === one.move.to.step)?.status ?? '')
              return <SimulatedMoveRow key={`${one.move.key} ${trail.steps.length}`} offered={one} status={there} onMake={make} />
            })}
          </ul>
        )}
      </section>
      <section aria-label="What time does">
        <h3 className={classes.heading}>What time does</h3>
        {timers.length === 0 && <p className={classes.small}>No timer runs here.</p>}
        {timers.map((timer) => <p key={timer.name + timer.to} className={classes.timer}><IconClock size={14} aria-hidden="true" /> {timer.name}: after {spanInWords(timer.afterMinutes)} to “{timer.to}”</p>)}
        <Group gap={6} mt={6}>
          {turn && <Button size="compact-sm" variant="light" onClick={() => go(passToTurn(simulation))}>Wait until it {turn.opens ? 'opens' : 'closes'}: {momentInWords(turn.at, simulation.now, simulation.hours.timeZone)}</Button>}
          {timers.length > 0 && <Button size="compact-sm" variant="light" onClick={() => go(fireTimer(simulation))}>Let the timer run out</Button>}
          {[60, 1_440, 10_080].map((minutes) => <Button key={minutes} size="compact-sm" variant="default" onClick={() => go(passTime(simulation, minutes))}>Wait {spanInWords(minutes)}</Button>)}
        </Group>
      </section>
      <PretendForm
        draft={draft} simulation={simulation} how={trail.how} onBegin={again} onPretend={(pretended) => go(changeFacts(simulation, pretended))}
        onTick={(list, item, done) => go(tickInSimulation(simulation, list, item, done))}
      />
      <SimulationLog steps={trail.steps} />
      <Text size="xs" c="dimmed">Nothing here is saved or sent: it happens in this browser only.</Text>
    </Stack>
  )
}

type Trail = { draft: WorkflowDraft; how: Beginning; steps: Simulated[] }
