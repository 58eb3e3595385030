import { isSideRoad } from '#domain/workflows/category.ts'
import type { ShownOrder } from '#domain/orders/contract.ts'

export type Place = 'done' | 'here' | 'to come'
type Stop = ShownOrder['route'][number]
export type TimelineStep = Stop['steps'][number] & { place: Place }
export type TimelinePhase = Pick<Stop, 'phase' | 'phaseName' | 'workflowName'> & { place: Place; steps: TimelineStep[] }

/**
 * The whole way of an order: its phases with their steps, each done, here or to come. Side roads are on it only while the order
 * is on one: after the step it was held from. Where it left the road for good nobody knows how far it had come, so nothing of
 * that phase counts as done.
 */
export function timelineOf({ route, position, heldFrom }: Pick<ShownOrder, 'route' | 'position' | 'heldFrom'>): TimelinePhase[] {
  const phaseAt = route.findIndex(({ phase }) => phase === position.phase)
  return route.map((stop, i) => {
    const place: Place = i === phaseAt ? 'here' : i < phaseAt ? 'done' : 'to come'
    const road = stop.steps.filter(({ status }) => !isSideRoad(status.category))
    const { phase, phaseName, workflowName } = stop
    return { phase, phaseName, workflowName, place, steps: place === 'here' ? stepsHere(stop, road, position.step, heldFrom?.step) : road.map((step) => ({ ...step, place })) }
  })
}

function stepsHere(stop: Stop, road: Stop['steps'], here: string, heldFrom: string | undefined): TimelineStep[] {
  const onRoad = road.findIndex(({ key }) => key === here)
  const passed = onRoad >= 0 ? onRoad : road.findIndex(({ key }) => key === heldFrom) + 1
  const aside = onRoad >= 0 ? [] : stop.steps.filter(({ key }) => key === here)
  return [
    ...road.slice(0, passed).map((step) => ({ ...step, place: 'done' as const })),
    ...aside.map((step) => ({ ...step, place: 'here' as const })),
    ...road.slice(passed).map((step, i) => ({ ...step, place: onRoad >= 0 && i === 0 ? 'here' as const : 'to come' as const })),
  ]
}
