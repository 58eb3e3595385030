import { roleNames } from '../kernel/permission.ts'
import { spanInWords } from '../kernel/span.ts'
import { channelNames } from '../orders/channel.ts'
import { rulesOf } from './category.ts'
import { inWords } from './condition.ts'
import type { FactOption } from './fact.ts'
import type { Condition, FieldDefinition, OrderType, RollUp, Transition, Workflow, WorkflowChoice } from './schema.ts'
import { ANY_STEP, NEXT_PHASE, OPEN_STEPS, WHERE_HELD_FROM } from './special-steps.ts'
import { waitInWords, waitOf } from './timer.ts'
import { effectInWords } from './what-follows.ts'

/** What people call the things that a description refers to by key, and the currency its amounts are in. */
export type Names = Record<'statuses' | 'workflowTypes' | 'workflows' | 'wizards', ReadonlyMap<string, string>> & { currency?: string }

/**
 * A workflow as people speak of it: members and values in words, names where keys stood. What two of these differ in reads as
 * sentences (differences.ts). Members that have no words here yet are shown as they are, so none is ever overlooked.
 */
export function workflowInWords(workflow: Workflow, names: Names): object {
  const { key: _, type, steps, transitions, movement, scope, ...rest } = workflow
  const statusOf = (status: string) => called(names.statuses, status)
  const moves = transitions.map(({ key, name }) => ({ value: key, label: name }))
  const stepName = (key: string) => special[key] ?? statusOf(steps.find((step) => step.key === key)?.status ?? key)
  return {
    ...rest,
    ...(type === undefined ? {} : { workflowType: called(names.workflowTypes, type) }),
    moves: movements[movement],
    of: scope === 'order' ? 'orders' : 'line items',
    steps: steps.map(({ key, status, expectedMinutes, ...step }) => ({
      key, name: statusOf(status), ...step, status: statusOf(status), ...(expectedMinutes === undefined ? {} : { expectedDuration: spanInWords(expectedMinutes) }),
    })),
    transitions: transitions.map((transition) => transitionInWords(transition, scope, stepName, names, { moves, steps: steps.map(({ key }) => ({ value: key, label: stepName(key) })) })),
  }
}

/** An order type as people speak of it. */
export function orderTypeInWords(orderType: OrderType, names: Names): object {
  const { key: _, phases, lineItemWorkflow, rollUps, numbering, fields, lineItemFields, wizards, checklists, intake, fulfilmentMethods, ...rest } = orderType
  const methodName = (key: string) => fulfilmentMethods.find((method) => method.key === key)?.name ?? key
  return {
    ...rest,
    phases: phases.map(({ type, choices }) => ({ key: type, name: called(names.workflowTypes, type), workflows: choices.map((choice) => choiceInWords(choice, names, methodName)) })),
    ...(lineItemWorkflow === undefined ? {} : { lineItemWorkflow: called(names.workflows, lineItemWorkflow) }),
    rollUps: rollUps.map(rollUpInWords),
    orderNumbers: {
      pattern: numbering.pattern, count: numbering.sequence === 'own' ? 'by themselves' : 'with all other orders',
      beginAnew: numbering.restarts === 'yearly' ? 'every year' : 'never', byLocation: numbering.perLocation,
    },
    fulfilmentMethods: fulfilmentMethods.map(({ shipping, ...method }) => ({ ...method, needsShipping: shipping })),
    customFields: fields.map(fieldInWords),
    customFieldsOfLineItems: lineItemFields.map(fieldInWords),
    wizards: (wizards ?? []).map(({ wizard, channels }) => ({ key: wizard, name: called(names.wizards, wizard), opensFor: channels?.map((channel) => channelNames[channel]) ?? 'every channel' })),
    checklists: (checklists ?? []).map(({ name, items }) => ({ key: name, name, items })),
    asksFor: Object.entries(intakeWords).flatMap(([member, words]) => (intake[member as keyof typeof intake] ? [words] : [])),
  }
}

const movements: Record<Workflow['movement'], string> = { free: 'to any step', linear: 'one step after another', explicit: 'only by its transitions' }
const special: Record<string, string> = { [ANY_STEP]: 'any step', [OPEN_STEPS]: 'any open step', [WHERE_HELD_FROM]: 'where it was held from', [NEXT_PHASE]: 'the next phase' }
const gates: Record<NonNullable<Transition['checklistGate']>, string> = { order: 'the order’s', line_items: 'those of its line items', all: 'all' }
const intakeWords: Record<keyof OrderType['intake'], string> = { customerEmail: 'email', shippingAddress: 'shipping address', lines: 'line items' }

function transitionInWords(transition: Transition, scope: Workflow['scope'], stepName: (key: string) => string, names: Names, { moves, steps }: { moves: FactOption[]; steps: FactOption[] }): object {
  const { from, to, roles, fields, guards, automatic, afterMinutes, inBusinessHours, effects, checklistGate, wizard, hidden, reasonRequired, confirm, ...rest } = transition
  const wait = waitOf({ afterMinutes, inBusinessHours })
  const conditions = (given: Condition[]) => given.map((condition) => {
    const unknown = given.map(({ fact }) => fact.replace(/^fields\./, '')).map((key): FieldDefinition => ({ key, label: spaced(key), kind: 'text', required: false }))
    const said = inWords(condition, { fields: [...fields, ...unknown], holds: moves, steps, ...(names.currency === undefined ? {} : { currency: names.currency }) })
    return condition.otherwise ? `${said} (“${condition.otherwise}”)` : said
  })
  return {
    ...rest,
    from: from.map(stepName),
    to: stepName(to),
    madeBy: roles?.map((role) => roleNames[role]) ?? 'everybody',
    asksFor: fields.map(fieldInWords),
    onlyIf: conditions(guards),
    ...(automatic ? { movesByItselfWhen: conditions(automatic) } : {}),
    ...(wait ? { movesByItselfAfter: waitInWords(wait) } : {}),
    ...(effects ? { setsOff: effects.map((effect) => effectInWords(effect, scope, { fields, ...(names.currency === undefined ? {} : { currency: names.currency }) }).text.replace(/\.$/, '')) } : {}),
    ...(checklistGate ? { checklistsDoneFirst: gates[checklistGate] } : {}),
    ...(wizard === undefined ? {} : { wizard: called(names.wizards, wizard) }),
    asksForAReason: reasonRequired,
    ...(confirm === undefined ? {} : { confirmation: confirm }),
    offeredToPeople: !hidden,
  }
}

function choiceInWords({ workflow, channels, fulfilmentMethods }: WorkflowChoice, names: Names, methodName: (key: string) => string): object {
  const when = [channels?.map((channel) => channelNames[channel]).join(' or '), fulfilmentMethods?.map(methodName).join(' or ')].filter(Boolean)
  return { key: workflow, name: called(names.workflows, workflow), takenFor: when.length === 0 ? 'every order' : when.join(', ') }
}

function rollUpInWords({ key, name, when, transition, toStep, ...rest }: RollUp): object {
  return { key, name, when: `${when.lines} line items are ${when.in.map((category) => rulesOf(category).name.toLowerCase()).join(' or ')}`, makesTheMove: spaced(transition ?? toStep ?? ''), ...rest }
}

function fieldInWords({ kind, options, ...field }: FieldDefinition): object {
  return { ...field, kind: spaced(kind), ...(options ? { options } : {}) }
}

function called(names: ReadonlyMap<string, string>, key: string): string {
  return names.get(key) ?? spaced(key)
}

function spaced(key: string): string {
  return key.replaceAll(/[-_]/g, ' ').replace(/[a-z](?=[A-Z])/g, '$& ').replace(/ [A-Z](?=[a-z])/g, (letter) => letter.toLowerCase())
}
