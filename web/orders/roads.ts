import { useMemo } from 'react'
import type { ShownPosition } from '#domain/orders/contract.ts'
import { isSideRoad } from '#domain/workflows/category.ts'
import { useAsk } from '../asking.ts'

export type Stage = { step: string; name: string }

/** How far along its workflow an order is; undefined where it left the road: on hold, cancelled, returned. */
export type Progress = { stages: Stage[]; at: number }

/** The stages of every workflow in their order, without the side roads. */
export function useProgress(): (position: ShownPosition) => Progress | undefined {
  const workflows = useAsk('workflow.list', {}).data?.items
  const statuses = useAsk('status.list', {}).data?.items
  return useMemo(() => {
    const library = new Map((statuses ?? []).filter(({ scope }) => scope === 'order').map((status) => [status.key, status]))
    const roads = new Map((workflows ?? []).map(({ key, steps }) => [key, steps.flatMap(({ key: step, status }) => {
      const known = library.get(status)
      return known && !isSideRoad(known.category) ? [{ step, name: known.name }] : []
    })]))
    return ({ workflow, step }) => {
      const stages = roads.get(workflow) ?? []
      const at = stages.findIndex((stage) => stage.step === step)
      return at >= 0 ? { stages, at } : undefined
    }
  }, [workflows, statuses])
}
