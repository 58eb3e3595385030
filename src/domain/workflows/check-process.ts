import { channels } from '../orders/channel.ts'
import { checkWorkflow, type Fault } from './check-workflow.ts'
import { workflowKeysOf, type KnownStatus } from './freeze-process.ts'
import { chooseRoute, type Process } from './process.ts'
import type { Workflow } from './schema.ts'

/** A fault of a workflow where this order type uses it. */
export type ProcessFault = Fault & { workflow: string | null }

/**
 * Whether the workflows of an order type work together: along every route an order can take, each phase hands over to the
 * next, and the last one ends. Taking a route by channel and fulfilment method, so a phase may be last for some only.
 */
export function checkProcess(process: Process, workflows: Workflow[], library: { statuses: KnownStatus[]; workflowTypes: { key: string }[] }): ProcessFault[] {
  const used = stopsOf(process)
  const { lineItemWorkflow } = process.orderType
  if (lineItemWorkflow !== undefined) used.set(`${lineItemWorkflow} never`, { key: lineItemWorkflow, next: 'never' })
  const faults = [...used.values()].flatMap(({ key, next }) => {
    const workflow = workflows.find((candidate) => candidate.key === key)
    return workflow ? checkWorkflow(workflow, library, next).map((fault) => ({ ...fault, workflow: key })) : []
  })
  return [...unique(faults), ...unknownFields(process)]
}

type Stop = { key: string; next: 'never' | 'always' }

function stopsOf(process: Process): Map<string, Stop> {
  const stops = new Map<string, Stop>()
  const methods = [null, ...process.orderType.fulfilmentMethods.map((method) => method.key)]
  for (const channel of channels) {
    for (const fulfilmentMethod of methods) {
      const route = chooseRoute(process, { channel, fulfilmentMethod })
      route.forEach(({ workflow }, i) => {
        const next = i < route.length - 1 ? 'always' : 'never'
        stops.set(`${workflow} ${next}`, { key: workflow, next })
      })
    }
  }
  return stops
}

/** Conditions may ask for any field that this order type or one of its transitions lets somebody fill in. */
function unknownFields(process: Process): ProcessFault[] {
  const transitions = [...workflowKeysOf(process.orderType)].flatMap((key) => (process.workflows[key]?.transitions ?? []).map((transition) => ({ key, transition })))
  const fields = [...process.orderType.fields, ...process.orderType.lineItemFields, ...transitions.flatMap(({ transition }) => transition.fields)]
  const known = new Set(fields.map((field) => `fields.${field.key}`))
  return transitions.flatMap(({ key, transition }) =>
    [...transition.guards, ...(transition.automatic ?? [])]
      .filter(({ fact }) => fact.startsWith('fields.') && !known.has(fact))
      .map(({ fact }): ProcessFault => ({
        code: 'unknown-fact', step: null, path: [], workflow: key,
        message: `“${transition.name}” depends on “${fact}”, but nobody is ever asked for that field.`,
      })),
  )
}

function unique(faults: ProcessFault[]): ProcessFault[] {
  const seen = new Map(faults.map((fault) => [`${fault.workflow} ${fault.code} ${fault.step} ${fault.message}`, fault]))
  return [...seen.values()]
}
