import { channelNames } from '../orders/channel.ts'
import { fieldKinds, type FieldDefinition, type OrderType, type Workflow } from '../workflows/schema.ts'
import { readAnswer } from './read-answer.ts'
import { formulaNames, namesIn, readFormula } from './formula.ts'
import { readPattern } from './pattern.ts'
import { whyClosed } from './why-closed.ts'
import { asksByHours, hoursOf } from './within-hours.ts'
import type { Page, Question, QuestionKind, ShowIf, Wizard } from './wizard.ts'

/** What a wizard may refer to; `orderTypes` are those in use. `products` are the ids that are there; undefined where nobody looked. */
export type WizardWorld = { orderTypes: OrderType[]; workflows: Workflow[]; products?: ReadonlySet<string>; /** Order types that take no new orders. */ retired?: { key: string; name: string }[] }

/** What is wrong, in a sentence; `page` and `question` are where, `path` shows the way to it. */
export type WizardFault = { code: WizardFaultCode; page: string | null; question: string | null; message: string; path: string[] }
export type WizardFaultCode =
  | 'no-pages' | 'empty-page' | 'duplicate-page' | 'duplicate-question' | 'unknown-condition' | 'own-condition' | 'later-condition' | 'condition-ring' | 'impossible-condition'
  | 'no-options' | 'duplicate-option' | 'bad-pattern' | 'min-above-max' | 'bad-default' | 'no-checklist' | 'nobody' | 'hidden-required' | 'no-customer' | 'no-items' | 'no-email' | 'no-address' | 'no-field'
  | 'no-order-type' | 'unknown-order-type' | 'retired-order-type' | 'unknown-field' | 'unfit-field' | 'unknown-product' | 'unknown-transition' | 'unfit-question' | 'asked-twice' | 'bad-formula' | 'unattached' | 'unfit'

/** Everything that keeps a wizard from being published; nothing when it can be. */
export function checkWizard(wizard: Wizard, world: WizardWorld): WizardFault[] {
  const questions = questionsOf(wizard)
  return [
    ...faultsOfPages(wizard),
    ...questions.flatMap(({ page, question }) => faultsOfQuestion(wizard, page, question, world)),
    ...faultsOfConditions(wizard),
    ...faultsOfHours(wizard),
    ...faultsOfPurpose(wizard, world),
    ...faultsOfFormulas(wizard),
  ]
}

type Placed = { page: Page; question: Question }

function questionsOf(wizard: Pick<Wizard, 'pages'>): Placed[] {
  return wizard.pages.flatMap((page) => page.questions.map((question) => ({ page, question })))
}

function fault(code: WizardFaultCode, message: string, at: Partial<Placed> = {}, path: string[] = []): WizardFault {
  return { code, page: at.page?.key ?? null, question: at.question?.key ?? null, message, path }
}

// ---- pages

function faultsOfPages(wizard: Wizard): WizardFault[] {
  if (wizard.pages.length === 0) return [fault('no-pages', `“${wizard.name}” has no pages yet.`)]
  const keys = wizard.pages.map(({ key }) => key)
  const questions = questionsOf(wizard)
  const questionKeys = questions.map(({ question }) => question.key)
  return [
    ...wizard.pages.flatMap((page, i) => (keys.indexOf(page.key) < i ? [fault('duplicate-page', `There are two pages that are the same inside, the second is “${page.title}”. Take one out and add it anew.`, { page })] : [])),
    ...wizard.pages.flatMap((page) => (page.questions.length === 0 ? [fault('empty-page', `The page “${page.title}” asks nothing.`, { page })] : [])),
    ...questions.flatMap((placed, i) => (questionKeys.indexOf(placed.question.key) < i ? [fault('duplicate-question', `“${placed.question.label}” is there twice. Take one out and add it anew.`, placed)] : [])),
  ]
}

// ---- questions

const bounded: ReadonlySet<QuestionKind> = new Set(['number', 'money', 'measurement', 'text', 'long_text', 'barcode', 'notes', 'staff_message', 'items', 'photo', 'file', 'choices', 'checklist'])
const patterned: ReadonlySet<QuestionKind> = new Set(['text', 'long_text', 'barcode', 'notes', 'staff_message'])

function faultsOfQuestion(wizard: Wizard, page: Page, question: Question, world: WizardWorld): WizardFault[] {
  const { kind, label } = question
  const at = { page, question }
  const faults: WizardFault[] = []
  const find = (code: WizardFaultCode, message: string) => faults.push(fault(code, message, at))

  if ((kind === 'choice' || kind === 'choices') && !question.options?.length) find('no-options', `“${label}” has no options to choose from.`)
  for (const [i, option] of (question.options ?? []).entries()) if (question.options?.indexOf(option) !== i) find('duplicate-option', `“${label}” offers “${option}” twice.`)
  if (kind === 'checklist' && !question.checklist) find('no-checklist', `“${label}” has no list to go through.`)
  if (question.min !== undefined && question.max !== undefined && question.min > question.max) find('min-above-max', `“${label}” wants at least ${question.min} and at most ${question.max}.`)
  if (!bounded.has(kind) && (question.min !== undefined || question.max !== undefined)) find('unfit', `“${label}” can have no least and no most.`)
  if (question.pattern !== undefined) {
    const { fault: why } = readPattern(question.pattern)
    if (!patterned.has(kind)) find('unfit', `“${label}” is no text, so it can have no pattern.`)
    else if (why !== undefined) find('bad-pattern', `The pattern of “${label}” cannot be used: ${why}`)
  }
  if (question.default !== undefined && question.default !== null) {
    const read = readAnswer(question, question.default, { audience: 'staff', currency: 'USD' })
    if (read.faults) find('bad-default', `What “${label}” is answered with to begin with is no right answer: ${read.faults[0]?.message ?? ''}`)
  }
  const askedOf = wizard.audience.filter((audience) => question.visibleTo === undefined || question.visibleTo.includes(audience))
  if (askedOf.length === 0) find(question.required ? 'hidden-required' : 'nobody', `Nobody sees “${label}”: it is for ${question.visibleTo?.join(', ')}, and this wizard is for ${wizard.audience.join(', ')}.`)
  for (const product of question.products ?? []) if (world.products && !world.products.has(product)) find('unknown-product', `“${label}” offers a product that is no longer there.`)
  if (question.field !== undefined) faults.push(...faultsOfField(wizard, at, question.field, world))
  return faults
}

/** Kinds that a field of another kind can take, because what is kept is the same. */
const keptAlike: QuestionKind[][] = [['text', 'long_text', 'barcode', 'choice', 'phone', 'email'], ['number', 'measurement']]

function faultsOfField(wizard: Wizard, at: Placed, key: string, { orderTypes, workflows }: WizardWorld): WizardFault[] {
  const { question } = at
  if (!(fieldKinds as readonly string[]).includes(question.kind)) return [fault('unfit-field', `“${question.label}” has a place of its own on the order and fills no other field.`, at)]
  const types = wizard.orderType === undefined ? orderTypes : orderTypes.filter((type) => type.key === wizard.orderType)
  const scope = wizard.purpose === 'line_item' ? 'line_item' : 'order'
  const declared: FieldDefinition[] = [
    ...types.flatMap((type) => (scope === 'line_item' ? type.lineItemFields : type.fields)),
    ...workflows.filter((workflow) => workflow.scope === scope).flatMap(({ transitions }) => transitions.flatMap(({ fields }) => fields)),
  ]
  const fields = declared.filter((field) => field.key === key)
  if (fields.length === 0) return [fault('unknown-field', `“${question.label}” is to fill a field that no order has.`, at)]
  const fits = fields.some(({ kind }) => kind === question.kind || keptAlike.some((alike) => alike.includes(kind) && alike.includes(question.kind)))
  return fits ? [] : [fault('unfit-field', `“${question.label}” cannot fill “${fields[0]?.label}”: they are of different kinds.`, at)]
}

// ---- conditions

function faultsOfConditions(wizard: Wizard): WizardFault[] {
  const placed = questionsOf(wizard)
  const byKey = new Map(placed.map((one) => [one.question.key, one]))
  const orderOf = new Map(placed.map(({ question }, i) => [question.key, i]))
  const firstOn = (page: Page) => placed.findIndex((one) => one.page === page)
  const conditions = [
    ...wizard.pages.flatMap((page) => (page.showIf ?? []).map((condition) => ({ condition, at: { page }, name: `The page “${page.title}”`, own: undefined, from: firstOn(page) }))),
    ...placed.flatMap((one, i) => (one.question.showIf ?? []).map((condition) => ({ condition, at: one, name: `“${one.question.label}”`, own: one.question.key, from: i }))),
  ]
  const rings = ringsIn(wizard)
  return conditions.flatMap(({ condition, at, name, own, from }): WizardFault[] => {
    const asked = byKey.get(condition.question)
    if (!asked) return [fault('unknown-condition', `${name} depends on a question that is not there (any more).`, at)]
    const { label } = asked.question
    if (condition.question === own) return [fault('own-condition', `${name} depends on its own answer.`, at)]
    const ring = own === undefined ? undefined : rings.get(own)
    if (ring) return [fault('condition-ring', `${name} depends on itself in the end: ${ring.map((key) => `“${byKey.get(key)?.question.label ?? key}”`).join(' → ')}.`, at, ring)]
    if (from >= 0 && (orderOf.get(condition.question) ?? 0) >= from) return [fault('later-condition', `${name} depends on “${label}”, which is asked later. Move it behind it.`, at)]
    return impossible(condition, asked).map((why) => fault('impossible-condition', `${name} depends on “${label}”: ${why}`, at))
  })
}

function faultsOfHours(wizard: Wizard): WizardFault[] {
  if (wizard.purpose === 'line_item') return asksByHours(wizard) ? [fault('unfit', 'What is asked about a line item does not depend on opening hours: only a wizard that takes in or changes an order can ask by them.')] : []
  return questionsOf(wizard).flatMap(({ page, question }) => (page.hours === undefined || question.hours === undefined || page.hours === question.hours ? [] : [
    fault('impossible-condition', `“${question.label}” is asked only ${question.hours} opening hours, and its page “${page.title}” only ${page.hours} them.`, { page, question }),
  ]))
}

/** For each question whose conditions lead back to it, the way round. */
function ringsIn(wizard: Wizard): Map<string, string[]> {
  const dependsOn = new Map(questionsOf(wizard).map(({ page, question }) => [question.key, [...new Set([...(page.showIf ?? []), ...(question.showIf ?? [])].map((condition) => condition.question))]]))
  const rings = new Map<string, string[]>()
  for (const start of dependsOn.keys()) {
    const cameFrom = new Map<string, string>()
    const waiting = [start]
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      for (const next of dependsOn.get(key) ?? []) {
        if (next === start && key !== start) {
          const way = [start]
          for (let step: string | undefined = key; step !== undefined && step !== start; step = cameFrom.get(step)) way.splice(1, 0, step)
          rings.set(start, [...way, start])
        }
        if (cameFrom.has(next) || next === start) continue
        cameFrom.set(next, key)
        waiting.push(next)
      }
    }
  }
  return rings
}

/** Whether everybody who goes through the wizard is asked, whatever they said before. */
function isAlwaysAsked({ page, question }: Placed): boolean {
  return page.showIf === undefined && question.showIf === undefined && question.visibleTo === undefined && hoursOf(page, question) === undefined
}

/** What an answer can never be, as a condition asks for it. */
function impossible({ in: among, notIn, atLeast, is }: ShowIf, asked: Placed): string[] {
  const { kind, options, max, methods } = asked.question
  const isSureToBeAnswered = asked.question.required && isAlwaysAsked(asked)
  const possible = kind === 'yes_no' || kind === 'review' ? ['yes', 'no'] : kind === 'choice' || kind === 'choices' ? options : kind === 'payment' && methods ? [...methods, 'full', 'deposit', 'later'] : undefined
  const strangers = possible ? [...(among ?? []), ...(notIn ?? [])].filter((one) => !possible.includes(one)) : []
  return [
    ...strangers.map((one) => `“${one}” is no answer to it.`),
    ...(possible && notIn && isSureToBeAnswered && possible.every((one) => notIn.includes(one)) ? ['no answer is left that would show it.'] : []),
    ...(is === 'unanswered' && isSureToBeAnswered ? ['it is required, so it is never unanswered.'] : []),
    ...(is === 'unanswered' && (among ?? atLeast) !== undefined ? ['it cannot be unanswered and have an answer.'] : []),
    ...(atLeast !== undefined && max !== undefined && atLeast > max ? [`it is never ${atLeast} or more.`] : []),
    ...(is === undefined && among === undefined && notIn === undefined && atLeast === undefined ? ['the condition says nothing.'] : []),
  ]
}

// ---- purpose

/** What may be asked by a wizard of each purpose, beside the wizard's own questions. */
const unfitKinds: Record<Wizard['purpose'], ReadonlySet<QuestionKind>> = {
  create: new Set(),
  // What kind of order it is and who it is for is settled once it is placed.
  update: new Set(['order_type']),
  line_item: new Set(['customer', 'order_type', 'items', 'shipping_address', 'due_date', 'schedule', 'fulfilment_method', 'staff_message', 'payment', 'checklist']),
}
const onceOnly: QuestionKind[] = ['customer', 'order_type', 'shipping_address', 'due_date', 'schedule', 'fulfilment_method', 'payment']
const purposeWords: Record<Wizard['purpose'], string> = { create: 'that makes an order', update: 'that updates an order', line_item: 'for a line item' }

function faultsOfPurpose(wizard: Wizard, world: WizardWorld): WizardFault[] {
  const placed = questionsOf(wizard)
  const faults = placed.flatMap((one) => (unfitKinds[wizard.purpose].has(one.question.kind) ? [fault('unfit-question', `“${one.question.label}” cannot be asked by a wizard ${purposeWords[wizard.purpose]}.`, one)] : []))
  for (const kind of onceOnly) {
    const [, ...again] = placed.filter(({ page, question }) => question.kind === kind && question.showIf === undefined && question.visibleTo === undefined && hoursOf(page, question) === undefined)
    faults.push(...again.map((one) => fault('asked-twice', `“${one.question.label}” asks for what was asked before.`, one)))
  }
  if (wizard.offeredIn && wizard.purpose !== 'update') faults.push(fault('unfit', 'Only a wizard that updates depends on where an order stands.'))
  const ofPurpose = { create: faultsOfCreating, update: faultsOfUpdating, line_item: faultsOfEntering }[wizard.purpose]
  return [...faults, ...ofPurpose(wizard, world)]
}

function faultsOfCreating(wizard: Wizard, { orderTypes, retired = [] }: WizardWorld): WizardFault[] {
  const asks = (kind: QuestionKind) => questionsOf(wizard).filter(({ question }) => question.kind === kind)
  const isSure = (kind: QuestionKind) => asks(kind).some(isAlwaysAnswered)
  const faults: WizardFault[] = []
  if (asks('customer').length === 0) faults.push(fault('no-customer', `“${wizard.name}” never asks who the customer is.`))
  else if (!isSure('customer')) faults.push(fault('no-customer', 'An order needs a customer: make that question required, and always asked.', asks('customer')[0]))
  if (wizard.orderType === undefined && !isSure('order_type')) faults.push(fault('no-order-type', `“${wizard.name}” does not say which order type it makes, and never asks.`))
  const orderType = orderTypes.find(({ key }) => key === wizard.orderType)
  const closed = whyClosed(wizard, [...orderTypes.map(({ key, name }) => ({ key, name, isRetired: false })), ...retired.map(({ key, name }) => ({ key, name, isRetired: true }))])
  if (closed !== undefined) faults.push(fault('retired-order-type', closed))
  else if (wizard.orderType !== undefined && !orderType && !retired.some(({ key }) => key === wizard.orderType)) faults.push(fault('unknown-order-type', `“${wizard.name}” makes orders of a type that is not there (any more).`))
  if (wizard.transition !== undefined) faults.push(fault('unknown-transition', `“${wizard.name}” makes a new order, which begins at its first step by itself.`))
  if (!orderType) return faults
  if (orderType.intake.lines && !isSure('items')) faults.push(fault('no-items', `${orderType.name} needs at least one line item: ask for items, required.`, asks('items')[0]))
  if (orderType.intake.shippingAddress && !isSure('shipping_address')) faults.push(fault('no-address', `${orderType.name} needs a shipping address: ask for it, required.`, asks('shipping_address')[0]))
  const asksForEmail = asks('customer').some(({ question }) => question.customerNeeds?.includes('email'))
  if (orderType.intake.customerEmail && asks('customer').length > 0 && !asksForEmail) faults.push(fault('no-email', `${orderType.name} needs the customer’s email: insist on it in the question about the customer.`, asks('customer')[0]))
  for (const field of orderType.fields.filter(({ required }) => required)) {
    const about = questionsOf(wizard).filter(({ question }) => question.field === field.key)
    if (!about.some(isAlwaysAnswered)) faults.push(fault('no-field', `${orderType.name} needs “${field.label}”: ask for it, required and always.`, about[0]))
  }
  return faults
}

function isAlwaysAnswered({ page, question }: Placed): boolean {
  return question.required && question.showIf === undefined && page.showIf === undefined && hoursOf(page, question) === undefined
}

function faultsOfUpdating(wizard: Wizard, { workflows }: WizardWorld): WizardFault[] {
  const isThere = workflows.some(({ scope, transitions }) => scope === 'order' && transitions.some(({ key }) => key === wizard.transition))
  return wizard.transition === undefined || isThere ? [] : [fault('unknown-transition', `“${wizard.name}” makes a move that no workflow has.`)]
}

function faultsOfEntering(wizard: Wizard, { products }: WizardWorld): WizardFault[] {
  const { products: wanted = [], categories = [], units = [] } = wizard.appliesTo ?? {}
  return [
    ...(wanted.length + categories.length + units.length === 0 ? [fault('unattached', `“${wizard.name}” is for no product, category or unit, so it would never open.`)] : []),
    ...wanted.flatMap((id) => (products && !products.has(id) ? [fault('unknown-product', `“${wizard.name}” is for a product that is no longer there.`)] : [])),
  ]
}

// ---- formulas

function faultsOfFormulas(wizard: Wizard): WizardFault[] {
  const { quantity, unitPrice } = wizard.sets ?? {}
  if (wizard.purpose !== 'line_item') return quantity === undefined && unitPrice === undefined ? [] : [fault('unfit', 'Only a wizard for line items sets a quantity or a price.')]
  return [...faultsOfFormula(wizard, 'quantity', quantity), ...faultsOfFormula(wizard, 'price', unitPrice)]
}

function faultsOfFormula(wizard: Wizard, what: string, source: string | undefined): WizardFault[] {
  if (source === undefined) return []
  const { formula, fault: wrong } = readFormula(source)
  const says = (message: string, at: number) => fault('bad-formula', `The formula of the ${what} cannot be used: ${message} (at character ${at + 1})`)
  if (wrong) return [says(wrong.message, wrong.at)]
  return namesIn(formula).flatMap(({ name, at }): WizardFault[] => {
    const asked = questionsOf(wizard).find(({ question }) => question.key === name)?.question
    if (!asked) return (formulaNames as readonly string[]).includes(name) ? [] : [says(`there is no question called “${name}”.`, at)]
    return asked.kind === 'number' || asked.kind === 'money' || asked.kind === 'measurement' ? [] : [says(`“${asked.label}” is answered with no number.`, at)]
  })
}

const noWayFor: Record<Wizard['purpose'], string> = { create: 'it has no public link', update: 'nobody comes to it from the page of their order', line_item: 'it asks nothing there' }

/** What may be meant, but should be looked at. */
export function warningsOf(wizard: Wizard): string[] {
  const atPublic = wizard.channels.includes('web')
  return [
    ...(atPublic && !wizard.audience.includes('customer') ? [`It is offered at ${channelNames.web}, but not to customers, so ${noWayFor[wizard.purpose]}.`] : []),
    ...(wizard.audience.includes('customer') && !wizard.channels.some((channel) => channel === 'web' || channel === 'portal') ? ['It is for customers, but offered nowhere they could get at it.'] : []),
    ...(wizard.purpose === 'create' && !questionsOf(wizard).some(({ question }) => question.kind === 'review') ? ['Nothing is looked over before it is finished: a review page would show everything once more.'] : []),
  ]
}
