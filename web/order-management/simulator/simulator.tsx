import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconArrowBackUp, IconClock, IconRefresh } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { nextTurn } from '#domain/hours/business-hours.ts'
import { momentInWords } from '#domain/hours/in-words.ts'
import { roleNames, roles, type Role } from '#domain/kernel/permission.ts'
import { isSame } from '#domain/kernel/same.ts'
import { spanInWords } from '#domain/kernel/span.ts'
import { waitInWords } from '#domain/workflows/timer.ts'
import { rulesOf } from '#domain/workflows/category.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { Pretended } from '#domain/workflows/pretended.ts'
import { chooseRoute, type Position, type Process } from '#domain/workflows/process.ts'
import { beginSimulation, changeFacts, fireTimer, makeMove, movesOf, passTime, passToTurn, tickInSimulation, timersOf, type Simulated } from '#domain/workflows/simulate.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { useHere, useWords } from '../../session/session.ts'
import { BeginningForm } from './beginning-form.tsx'
import { PretendForm } from './pretend-form.tsx'
import { PretendLines, pretendedLines } from './pretend-lines.tsx'
import { RouteStrip } from './route-strip.tsx'
import { SimulatedMoves } from './simulated-moves.tsx'
import { SimulationLog } from './simulation-log.tsx'
import { areHoursAsked, hoursToTry, whenItIs, type Beginning } from './simulated-hours.ts'
import parts from '../kit/parts.module.css'
import classes from './simulator.module.css'

type Props = {
  /** What is walked through. When it changes, the walk under way stays on the one it began with. */
  process: Process
  library: LibraryStatus[]
  /** A workflow of line items by itself: the order around it is only there because an item needs one. */
  isItemAlone?: boolean
  /** The workflow that is tried out in its order type: orders that never come through it are told of. */
  about?: { key: string; name: string }
  /** Where it is tried out, to be chosen. */
  children?: ReactNode
  onPositions?: (positions: Position[]) => void
}
type Trail = { process: Process; how: Beginning; steps: Simulated[] }

/** Walks a pretend order through a design, from its first step to its last, by the functions that move real ones; nothing of it leaves the browser. */
export function Simulator({ process, library, isItemAlone = false, about, children, onPositions }: Props) {
  const words = useWords()
  const { organization } = useHere()
  const begin = (how: Beginning): Trail => {
    const lines = pretendedLines(process.orderType.lineItemWorkflow === undefined || isItemAlone ? 1 : 2, words.lineItem)
    const { comes = 'day', ...pretended } = how
    const [hours, now] = [hoursToTry(process, organization), new Date().toISOString()]
    const first = beginSimulation(process, library, { ...pretended, currency: organization.currency, lines, customerName: `A ${words.customer.toLowerCase()}` }, hours ? whenItIs(comes, hours, now) : now, hours)
    return { process, how, steps: first ? [first] : [] }
  }
  const [trail, setTrail] = useState(() => begin({ channel: 'back_office' }))
  const [role, setRole] = useState<Role>('staff')
  const statuses = useMemo(() => new Map(library.map((status) => [status.id, status])), [library])
  const now = trail.steps.at(-1)
  const order = now?.simulation.order
  useEffect(() => {
    onPositions?.(order ? [order.position, ...order.lines.flatMap((line) => line.position ?? [])] : [])
    return () => onPositions?.([])
  }, [order, onPositions])
  const moves = useRef<HTMLHeadingElement>(null)
  const again = (how: Beginning = trail.how) => setTrail(begin(how))
  const go = (next: Simulated) => setTrail({ ...trail, steps: [...trail.steps, next] })
  const isChanged = trail.process !== process && !isSame(trail.process, process)
  const route = order?.route ?? chooseRoute(trail.process, { channel: trail.how.channel ?? 'back_office', fulfilmentMethod: trail.how.fulfilmentMethod ?? null })
  const isPassedBy = about && ![...route.map(({ workflow }) => workflow), trail.process.orderType.lineItemWorkflow].includes(about.key)
  const head = (
    <>
      {isChanged && <Alert color="yellow" py={8}>The draft was changed meanwhile. <Button size="compact-xs" variant="light" color="yellow" onClick={() => again()}>Begin again with it</Button></Alert>}
      {children}
      <BeginningForm process={trail.process} how={trail.how} onBegin={again} />
      {isPassedBy && <Alert color="yellow" py={8}>Such {words.orders.toLowerCase()} never come through “{about.name}”: another workflow is chosen for them.</Alert>}
    </>
  )
  if (!now || !order) return <Stack gap="md">{head}<Alert color="yellow">There is no step such an order could begin at yet.</Alert></Stack>
  const { simulation } = now
  const line = isItemAlone ? order.lines[0] : undefined
  const position = line?.position ?? order.position
  const status = statuses.get(position.statusId)
  const timers = isItemAlone ? [] : timersOf(simulation)
  const turn = areHoursAsked(trail.process) ? nextTurn(simulation, order.location) : null
  const make = (lineItemId: string | undefined) => (wanted: Parameters<typeof makeMove>[2]) => {
    go(makeMove(simulation, role, { ...wanted, lineItemId }))
    if (lineItemId === line?.id) moves.current?.focus()
  }
  return (
    <Stack gap="md">
      {head}
      <Group gap="xs">
        <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} onClick={() => again()}>Begin again</Button>
        <Button size="compact-sm" variant="default" leftSection={<IconArrowBackUp size={14} />} disabled={trail.steps.length < 2} onClick={() => setTrail({ ...trail, steps: trail.steps.slice(0, -1) })}>Step back</Button>
        <Select size="xs" aria-label="You are" w={130} ms="auto" allowDeselect={false} data={roles.map((one) => ({ value: one, label: `As ${roleNames[one].toLowerCase()}` }))} value={role} onChange={(value) => setRole((value ?? 'staff'))} />
      </Group>
      {!isItemAlone && order.route.length > 1 && <RouteStrip process={trail.process} order={order} />}
      <section className={classes.position} aria-label="Where it stands">
        <span className={parts.small}>The pretend {(isItemAlone ? words.lineItem : words.order).toLowerCase()} stands at</span>
        <span className={classes.badge}><StatusBadge name={status?.name ?? 'A status that is gone'} color={status?.color ?? 'gray'} icon={status?.icon} /></span>
        <span className={parts.small}>{rulesOf(position.category).meaning}</span>
        <ul className={classes.latest} aria-live="polite" aria-label="What happened last">
          {now.log.filter(({ kind }) => kind !== 'event').map((entry, i) => <li key={`${trail.steps.length}-${i}`} data-kind={entry.kind}>{entry.text}</li>)}
        </ul>
      </section>
      <section className={parts.titled} aria-label="What can be done">
        <h3 className={`${parts.heading} ${classes.moves}`} ref={moves} tabIndex={-1}>What can be done</h3>
        <SimulatedMoves key={trail.steps.length} offered={movesOf(simulation, role, line?.id)} isOpen={rulesOf(position.category).isOpen} statuses={statuses} onMake={make(line?.id)} />
      </section>
      {!isItemAlone && (
        <PretendLines
          simulation={simulation} statuses={statuses} movesOf={(id) => movesOf(simulation, role, id)} turn={trail.steps.length} onMake={make}
          onCount={(count) => go(changeFacts(simulation, { lines: pretendedLines(count, words.lineItem) }))}
        />
      )}
      {!isItemAlone && (
        <section className={parts.titled} aria-label="What time does">
          <h3 className={parts.heading}>What time does</h3>
          {timers.length === 0 && <p className={parts.small}>No timer runs here.</p>}
          {timers.map((timer) => <p key={timer.name + timer.to} className={classes.timer}><IconClock size={14} aria-hidden="true" /> {timer.name}: after {waitInWords(timer.wait)} to “{timer.to}”</p>)}
          <Group gap={6}>
            {timers.length > 0 && <Button size="compact-sm" variant="light" onClick={() => go(fireTimer(simulation))}>Let the timer run out</Button>}
            {turn && <Button size="compact-sm" variant="light" onClick={() => go(passToTurn(simulation))}>Wait until it {turn.opens ? 'opens' : 'closes'}: {momentInWords(turn.at, simulation.now, simulation.hours.timeZone)}</Button>}
            {[60, 1_440, 10_080].map((minutes) => <Button key={minutes} size="compact-sm" variant="default" onClick={() => go(passTime(simulation, minutes))}>Wait {spanInWords(minutes)}</Button>)}
          </Group>
        </section>
      )}
      <PretendForm simulation={simulation} onPretend={(pretended: Omit<Pretended, keyof Beginning>) => go(changeFacts(simulation, pretended))} onTick={(list, item, done) => go(tickInSimulation(simulation, list, item, done))} />
      <SimulationLog steps={trail.steps} />
      <Text size="xs" c="dimmed">Nothing here is saved or sent: it happens in this browser only.</Text>
    </Stack>
  )
}
