import { Menu, Text } from '@mantine/core'
import type { ShownOrder } from '#domain/orders/contract.ts'
import type { Workflow } from '#domain/workflows/schema.ts'
import { ANY_STEP, OPEN_STEPS } from '#domain/workflows/special-steps.ts'
import { useAsk } from '../asking.ts'
import { useOrderMoves } from '../orders/current-moves.ts'
import { useOrder } from './order-context.ts'
import classes from './order-header.module.css'

/** The moves this process knows by name but does not offer from where the order stands, so that nobody looks for them in vain. */
export function UnofferedMoves() {
  const { order } = useOrder()
  const workflow = useAsk('workflow.list', {}, { staleTime: 60_000 }).data?.items.find(({ key }) => key === order.position.workflow)
  const offered = useOrderMoves(order.id, order.position).moves
  if (!workflow || !offered) return null
  const others = workflow.transitions.filter(({ key, name, hidden }) => !hidden && !offered.some((move) => move.key === key || move.name === name))
  const distinct = others.filter(({ name }, i) => others.findIndex((other) => other.name === name) === i)
  if (distinct.length === 0) return null
  return (
    <>
      <Menu.Divider />
      <Menu.Label>Not from {order.position.status.name}</Menu.Label>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <div className={classes.unoffered} role="group" aria-label={`Not from ${order.position.status.name}`} tabIndex={0}>
        {distinct.map((transition) => (
          <Menu.Item key={transition.key} aria-disabled closeMenuOnClick={false} c="dimmed" py={4}>
            {transition.name}
            <Text size="xs" c="dimmed">{whyNotFromHere(transition, order)}</Text>
          </Menu.Item>
        ))}
      </div>
    </>
  )
}

function whyNotFromHere({ from, to }: Workflow['transitions'][number], order: ShownOrder): string {
  const here = order.position.status.name
  if (to === order.position.step) return `It is ${here} already.`
  const steps = order.route.find(({ workflow }) => workflow === order.position.workflow)?.steps ?? []
  const names = from.map((key) => (key === OPEN_STEPS ? 'any open step' : key === ANY_STEP ? 'any step' : (steps.find((step) => step.key === key)?.status.name ?? key)))
  return `Only from ${names.join(', ')}.`
}
