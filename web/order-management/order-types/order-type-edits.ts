import type { z } from 'zod'
import type { orderTypeDraft } from '#domain/workflows/design-contract.ts'
import type { RollUp, Workflow } from '#domain/workflows/schema.ts'
import { keyFrom } from '../../kit/keys.ts'

export type OrderTypeDraft = z.infer<typeof orderTypeDraft>
export type Phase = OrderTypeDraft['phases'][number]

/** What every part of the editor is given. `what` names the thing changed, so that its keystrokes are undone together. */
export type Editing = { draft: OrderTypeDraft; change: (patch: Partial<OrderTypeDraft>, what?: string) => void }

type Known = Pick<Workflow, 'key' | 'type' | 'scope'> & { isRetired: boolean }

/** The workflow a phase takes where there is no choice: the only one of its kind. */
export function onlyChoice(phase: string, workflows: readonly Known[]): Phase['choices'] {
  const [only, ...others] = workflows.filter(({ type, scope, isRetired }) => scope === 'order' && type === phase && !isRetired)
  return only && others.length === 0 ? [{ workflow: only.key }] : []
}

/** An order type as it begins: with the phases there are, each with its workflow where there is only one, and so with its line items. */
export function newOrderType(name: string, taken: Iterable<string>, phases: string[], workflows: readonly Known[]): OrderTypeDraft {
  const [ofLines, ...others] = workflows.filter(({ scope, isRetired }) => scope === 'line_item' && !isRetired)
  return {
    key: keyFrom(name, taken, 'order-type'), name, phases: phases.map((type) => ({ type, choices: onlyChoice(type, workflows) })), ...(ofLines && others.length === 0 ? { lineItemWorkflow: ofLines.key } : {}), rollUps: [], fulfilmentMethods: [], fields: [], lineItemFields: [],
    numbering: { pattern: '{sequence}', sequence: 'organization', restarts: 'never', perLocation: false },
    intake: { customerEmail: false, shippingAddress: false, lines: true },
  }
}

type Choice = { channels?: readonly string[] | undefined; fulfilmentMethods?: readonly string[] | undefined }

/** Choices as one reads them: those for some orders only, and the one, if any, for every other order. */
export function splitChoices<C extends Choice>(choices: readonly C[]): { some: C[]; otherwise: C | undefined } {
  const last = choices.at(-1)
  return last && isForAll(last) ? { some: choices.slice(0, -1), otherwise: last } : { some: [...choices], otherwise: undefined }
}

export function joinChoices<C extends Choice>({ some, otherwise }: { some: C[]; otherwise: C | undefined }): C[] {
  return otherwise ? [...some, otherwise] : some
}

function isForAll({ channels, fulfilmentMethods }: Choice): boolean {
  return !channels && !fulfilmentMethods
}

/** A choice for other channels or methods; for none at all means for all. */
export function choiceFor<C extends Choice>(choice: C, member: 'channels' | 'fulfilmentMethods', values: string[]): C {
  const { [member]: _, ...rest } = choice
  return (values.length > 0 ? { ...rest, [member]: values } : rest) as C
}

/** The draft without a way to hand over: choices no longer ask for it, and those that asked for nothing else are gone. */
export function withoutMethod(draft: OrderTypeDraft, method: string): OrderTypeDraft {
  const phases = draft.phases.map((phase) => ({
    ...phase,
    choices: phase.choices.flatMap((choice) => {
      if (!choice.fulfilmentMethods?.includes(method)) return [choice]
      const left = choice.fulfilmentMethods.filter((key) => key !== method)
      return left.length > 0 ? [{ ...choice, fulfilmentMethods: left }] : []
    }),
  }))
  return { ...draft, phases, fulfilmentMethods: draft.fulfilmentMethods.filter(({ key }) => key !== method) }
}

/** Where a roll-up may move an order, of all the workflows its type can take: named moves first, then steps. */
export function goalsOf({ phases }: Pick<OrderTypeDraft, 'phases'>, workflows: readonly Workflow[], nameOfStatus: (status: string) => string): { moves: Goal[]; steps: Goal[] } {
  const used = phases.flatMap(({ choices }) => choices.map(({ workflow }) => workflow))
  const taken = workflows.filter(({ key }) => used.includes(key))
  return {
    moves: once(taken.flatMap(({ transitions }) => transitions.map(({ key, name }) => ({ value: key, label: name })))),
    steps: once(taken.flatMap(({ steps }) => steps.map(({ key, status }) => ({ value: key, label: nameOfStatus(status) })))),
  }
}

export type Goal = { value: string; label: string }

function once(goals: Goal[]): Goal[] {
  return [...new Map(goals.map((goal) => [goal.value, goal])).values()]
}

/** A roll-up as one reads it. */
export function rollUpInWords({ when, transition, toStep }: Pick<RollUp, 'when' | 'transition' | 'toStep'>, words: { lineItems: string; order: string }, names: { category: (key: string) => string; move: (key: string) => string; step: (key: string) => string }): string {
  const of = when.in.map(names.category).join(' or ')
  const who = when.lines === 'all' ? `all ${words.lineItems.toLowerCase()} are` : `any of the ${words.lineItems.toLowerCase()} is`
  const goal = transition ? `by “${names.move(transition)}”` : `to ${names.step(toStep ?? '')}`
  return `When ${who} ${of}, move the ${words.order.toLowerCase()} ${goal}`
}
