import { channels } from '../orders/channel.ts'
import { errorsOfFields, lineItemFieldsOf, orderFieldsOf } from '../orders/custom-fields.ts'
import { examineWorkflow } from './check-workflow.ts'
import type { Findings, ProcessFault } from './fault.ts'
import type { CheckedAgainst } from './faults-in-writing.ts'
import { faultsOfRollUps } from './faults-of-roll-ups.ts'
import { workflowKeysOf } from './freeze-process.ts'
import { chooseRoute, type Process, type Route } from './process.ts'
import type { Workflow } from './schema.ts'

/**
 * Whether the workflows of an order type work together: along every route an order can take, each phase hands over to the
 * next, and the last one ends. Taking a route by channel and fulfilment method, so a phase may be last for some only.
 * Where only one of them changed, the others need not be walked again.
 */
export function examineProcess(process: Process, workflows: Workflow[], library: CheckedAgainst, changed?: string): Findings<ProcessFault> {
  const routes = routesOf(process)
  const used = stopsOf(routes)
  const names = new Map(library.statuses.map(({ id, name }) => [id, name]))
  const { lineItemWorkflow } = process.orderType
  if (lineItemWorkflow !== undefined) used.set(`${lineItemWorkflow} never`, { key: lineItemWorkflow, next: 'never' })
  const { currency = library.currency } = process.orderType
  const against = currency === undefined ? library : { ...library, currency }
  const walked = [...used.values()].filter(({ key }) => changed === undefined || key === changed).flatMap(({ key, next }) => {
    const workflow = workflows.find((candidate) => candidate.key === key)
    return workflow ? [{ key, found: examineWorkflow(workflow, against, next, [process.orderType]) }] : []
  })
  const rolledUp = faultsOfRollUps(process, routes, ({ statusId, step }) => `“${names.get(statusId) ?? step}”`)
  return {
    faults: [...unique(walked.flatMap(({ key, found }) => found.faults.map((fault) => ({ ...fault, workflow: key })))), ...rolledUp.faults, ...unknownFields(process), ...faultsOfEffects(process)],
    doubts: [...new Set([...walked.flatMap(({ found }) => found.doubts), ...rolledUp.doubts])],
  }
}

/** The faults alone: what keeps an order type from being published. */
export function checkProcess(...examined: Parameters<typeof examineProcess>): ProcessFault[] {
  return examineProcess(...examined).faults
}

/** Every route an order of this type can take, each once. */
function routesOf(process: Process): Route[] {
  const methods = [null, ...process.orderType.fulfilmentMethods.map((method) => method.key)]
  const routes = channels.flatMap((channel) => methods.map((fulfilmentMethod) => chooseRoute(process, { channel, fulfilmentMethod })))
  return [...new Map(routes.map((route) => [JSON.stringify(route), route])).values()]
}

type Stop = { key: string; next: 'never' | 'always' }

function stopsOf(routes: Route[]): Map<string, Stop> {
  const stops = new Map<string, Stop>()
  for (const route of routes) {
    route.forEach(({ workflow }, i) => {
      const next = i < route.length - 1 ? 'always' : 'never'
      stops.set(`${workflow} ${next}`, { key: workflow, next })
    })
  }
  return stops
}

/** What moves set by themselves must be a field that is there, and fit it. */
function faultsOfEffects(process: Process): ProcessFault[] {
  return [...workflowKeysOf(process.orderType)].flatMap((key) => {
    const workflow = process.workflows[key]
    const fields = workflow?.scope === 'line_item' ? lineItemFieldsOf(process) : orderFieldsOf(process)
    return (workflow?.transitions ?? []).flatMap((transition) => (transition.effects ?? []).flatMap((effect): ProcessFault[] => {
      if (effect.kind !== 'set_field') return []
      const [error] = errorsOfFields(fields, { [effect.field]: effect.value }, '')
      if (!error) return []
      const message = error.code === 'unknown' ? `“${transition.name}” sets the field “${effect.field}”, which nothing has.` : `“${transition.name}” sets a field to what it cannot be: ${error.message}`
      return [{ code: error.code === 'unknown' ? 'unknown-field' : 'unfit-value', step: null, path: [], workflow: key, message }]
    }))
  })
}

/** Conditions may ask for any field that this order type or one of its transitions lets somebody fill in. */
function unknownFields(process: Process): ProcessFault[] {
  const transitions = transitionsOf(process)
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

function transitionsOf(process: Process) {
  return [...workflowKeysOf(process.orderType)].flatMap((key) => (process.workflows[key]?.transitions ?? []).map((transition) => ({ key, transition })))
}

function unique(faults: ProcessFault[]): ProcessFault[] {
  const seen = new Map(faults.map((fault) => [`${fault.workflow} ${fault.code} ${fault.step} ${fault.message}`, fault]))
  return [...seen.values()]
}
