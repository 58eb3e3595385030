import { channels } from '../orders/channel.ts'
import { errorsOfFields, lineItemFieldsOf, orderFieldsOf } from '../orders/custom-fields.ts'
import { checkWorkflow } from './check-workflow.ts'
import type { ProcessFault } from './fault.ts'
import type { FactContext } from './fact.ts'
import { faultsOfRollUps } from './faults-of-roll-ups.ts'
import { workflowKeysOf, type KnownStatus } from './freeze-process.ts'
import { chooseRoute, type Process, type Route } from './process.ts'
import type { Workflow } from './schema.ts'

/**
 * Whether the workflows of an order type work together: along every route an order can take, each phase hands over to the
 * next, and the last one ends. Taking a route by channel and fulfilment method, so a phase may be last for some only.
 */
export function checkProcess(process: Process, workflows: Workflow[], library: { statuses: KnownStatus[]; workflowTypes: { key: string }[] }): ProcessFault[] {
  const routes = routesOf(process)
  const used = stopsOf(routes)
  const names = new Map(library.statuses.map(({ id, name }) => [id, name]))
  const { lineItemWorkflow } = process.orderType
  if (lineItemWorkflow !== undefined) used.set(`${lineItemWorkflow} never`, { key: lineItemWorkflow, next: 'never' })
  const faults = [...used.values()].flatMap(({ key, next }) => {
    const workflow = workflows.find((candidate) => candidate.key === key)
    return workflow ? checkWorkflow(workflow, library, next, fieldsIn(process, workflow.scope)).map((fault) => ({ ...fault, workflow: key })) : []
  })
  return [...unique(faults), ...faultsOfRollUps(process, routes, fieldsIn(process, 'order'), ({ statusId, step }) => `“${names.get(statusId) ?? step}”`), ...unknownFields(process), ...faultsOfEffects(process)]
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

/** What an order of this type can be asked about, with the values that are known of it. */
export function contextOf({ orderType }: Pick<Process, 'orderType'>, scope: 'order' | 'line_item'): FactContext {
  return {
    fulfilmentMethods: orderType.fulfilmentMethods.map(({ key, name }) => ({ value: key, label: name })), orderTypes: [{ value: orderType.key, label: orderType.name }],
    ...fieldsIn({ orderType }, scope),
  }
}

// A workflow may serve several order types, and ask which it is, or for a method only one of them offers: that alone is no fault.
function fieldsIn({ orderType }: Pick<Process, 'orderType'>, scope: 'order' | 'line_item'): FactContext {
  return { fields: scope === 'order' ? orderType.fields : [...orderType.lineItemFields, ...orderType.fields] }
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
