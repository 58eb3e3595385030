import { listed } from '../kernel/listed.ts'
import { channelNames, channels, type Channel } from '../orders/channel.ts'
import { needsLocation } from '../orders/order-number.ts'
import { isChoiceFor } from './process.ts'
import type { OrderType, RollUp, Status, Workflow, WorkflowType } from './schema.ts'

/** What an order type refers to: as it is published now. */
export type Surroundings = {
  workflows: Workflow[]
  statuses: Pick<Status, 'key' | 'name' | 'category'>[]
  workflowTypes: WorkflowType[]
  wizards: { key: string; name: string; isRetired: boolean }[]
  locations: { key: string; name: string }[]
}

/** What an order type leaves open, in words. None of it keeps orders from being placed; all of it is worth knowing before. */
export function gapsOf(orderType: OrderType, around: Surroundings): string[] {
  return [
    ...phasesWithout(orderType, around),
    ...ordersWithout(orderType, around),
    ...lineItemsWithout(orderType),
    ...rollUpsThatNeverApply(orderType, around),
    ...gatesWithoutChecklists(orderType, around),
    ...wizardsThatAreNotThere(orderType, around),
    ...(needsLocation(orderType.numbering) && around.locations.length === 0 ? ['Order numbers show the location, and there are no locations yet: no order can be placed before one is added in Settings.'] : []),
  ]
}

/** “No Fulfillment workflow: orders end after Production.” Of phases that are on the chain without workflows, and of those not on it at all. */
function phasesWithout({ phases }: OrderType, { workflowTypes }: Surroundings): string[] {
  const nameOf = (key: string) => workflowTypes.find((type) => type.key === key)?.name ?? key
  const taken = phases.filter(({ choices }) => choices.length > 0)
  const last = taken.at(-1)
  if (!last) return ['No workflow in any phase: its orders could start nowhere.']
  const chain = phases.map(({ type }) => type)
  const left = [...chain.filter((type) => !taken.some((phase) => phase.type === type)), ...workflowTypes.map(({ key }) => key).filter((key) => !chain.includes(key))]
  return left.map((type) => {
    const [at, end] = [positionOf(type, chain, workflowTypes), positionOf(last.type, chain, workflowTypes)]
    const before = taken.findLast((phase) => positionOf(phase.type, chain, workflowTypes) < at)
    if (at > end) return `No ${nameOf(type)} workflow: orders end after ${nameOf(last.type)}.`
    return before ? `No ${nameOf(type)} workflow: orders go straight on from ${nameOf(before.type)}.` : `No ${nameOf(type)} workflow: orders begin with ${nameOf(taken[0]?.type ?? '')}.`
  })
}

/** Where a phase stands or would stand: on the chain by its place there, elsewhere by the organization's own order of phases. */
function positionOf(type: string, chain: string[], workflowTypes: WorkflowType[]): number {
  const order = workflowTypes.map(({ key }) => key)
  if (chain.includes(type)) return chain.indexOf(type)
  const before = chain.findLastIndex((other) => order.indexOf(other) < order.indexOf(type))
  return before + 0.5
}

/** For which orders a phase has no choice: by channel, and by fulfilment method. Orders that are imported keep the step they are at. */
function ordersWithout({ phases, fulfilmentMethods }: OrderType, { workflowTypes }: Surroundings): string[] {
  const methods = fulfilmentMethods.length === 0 ? [null] : fulfilmentMethods
  return phases.filter(({ choices }) => choices.length > 0).flatMap(({ type, choices }) => {
    const name = workflowTypes.find(({ key }) => key === type)?.name ?? type
    const isTaken = (channel: Channel, method: string | null) => choices.some((choice) => isChoiceFor(choice, { channel, fulfilmentMethod: method }))
    const forNone = channels.filter((channel) => channel !== 'import' && methods.every((method) => !isTaken(channel, method?.key ?? null)))
    const forNoChannel = methods.filter((method) => channels.every((channel) => !isTaken(channel, method?.key ?? null)))
    const forSome = methods.flatMap((method) => (forNoChannel.includes(method) ? [] : channels.filter((channel) => channel !== 'import' && !forNone.includes(channel) && !isTaken(channel, method?.key ?? null)).map((channel) => ({ method, channel }))))
    return [
      ...(forNone.length > 0 ? [`${name} has no workflow for orders from ${listed(forNone.map((channel) => channelNames[channel]))}: they skip it.`] : []),
      ...forNoChannel.map((method) => `${name} has no workflow for the fulfilment method ${method?.name ?? 'none'}: such orders skip it.`),
      ...[...Map.groupBy(forSome, ({ method }) => method)].map(([method, missing]) => `${name} has no workflow for the fulfilment method ${method?.name ?? 'none'} from ${listed(missing.map(({ channel }) => channelNames[channel]))}: such orders skip it.`),
    ]
  })
}

function lineItemsWithout({ lineItemWorkflow, lineItemFields }: OrderType): string[] {
  if (lineItemWorkflow !== undefined) return []
  return [lineItemFields.length > 0 ? 'No workflow for line items: they have fields of their own, and no progress.' : 'No workflow for line items: they have no progress of their own.']
}

/** A rule that waits for a category that none of the steps of the line items has will wait for ever. */
function rollUpsThatNeverApply({ rollUps, lineItemWorkflow }: OrderType, { workflows, statuses }: Surroundings): string[] {
  const ofLineItems = workflows.find(({ key }) => key === lineItemWorkflow)
  if (!ofLineItems) return []
  const reachable = new Set(ofLineItems.steps.flatMap((step) => statuses.find(({ key }) => key === step.status)?.category ?? []))
  return rollUps.filter(({ when }: RollUp) => !when.in.some((category) => reachable.has(category)))
    .map(({ name }) => `“${name}” never applies: no step of “${ofLineItems.name}” has a status of the kind it waits for.`)
}

/** A gate holds nothing back where nothing puts a list on the order; a wizard might, and so might somebody by hand. */
function gatesWithoutChecklists({ phases, checklists = [], wizards = [] }: OrderType, { workflows }: Surroundings): string[] {
  const chosen = new Set(phases.flatMap(({ choices }) => choices.map(({ workflow }) => workflow)))
  const transitions = workflows.filter(({ key }) => chosen.has(key)).flatMap((workflow) => workflow.transitions)
  const isListMade = checklists.length > 0 || wizards.length > 0 || transitions.some(({ effects }) => effects?.some(({ kind }) => kind === 'add_checklist'))
  if (isListMade) return []
  return transitions.filter(({ checklistGate }) => checklistGate === 'order')
    .map(({ name }) => `“${name}” waits for the order's checklists, but its orders come with none: it waits only for what somebody adds by hand.`)
}

function wizardsThatAreNotThere({ wizards = [] }: OrderType, around: Surroundings): string[] {
  return wizards.flatMap(({ wizard }) => {
    const found = around.wizards.find(({ key }) => key === wizard)
    if (!found) return [`The wizard “${wizard.replaceAll(/[-_]/g, ' ')}” is not published: new orders open the plain form instead.`]
    return found.isRetired ? [`The wizard “${found.name}” is retired: new orders open the plain form instead.`] : []
  })
}
