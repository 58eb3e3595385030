import fc from 'fast-check'

/**
 * An order of the test shop (test/found-shop.ts) as plainly as it can be said: tables and sums, sharing no line with Docket.
 * `act` says what Docket must answer: yes, or which kind of no.
 */
export type ModelLine = { step: string; isTracked: boolean; quantity: number; price: number; goods: 'none' | 'reserved' | 'sold' }
export type Model = { step: string; heldFrom: string | null; isArchived: boolean; hasAddress: boolean; hasPaymentMethod: boolean; paymentStatus: string; lines: ModelLine[]; lists: boolean[][]; tags: string[]; team: number }
export type Shelf = { onHand: number; reserved: number }

export type Command =
  | { do: 'move'; transition: string; isComplete: boolean }
  | { do: 'moveLine'; line: number; to: string }
  | { do: 'addLine'; isTracked: boolean; quantity: number }
  | { do: 'setQuantity'; line: number; quantity: number }
  | { do: 'removeLine'; line: number }
  | { do: 'setAddress'; isThere: boolean }
  | { do: 'setPaymentMethod'; isThere: boolean }
  | { do: 'pay'; paymentStatus: string }
  | { do: 'addList'; items: number } | { do: 'removeList'; list: number } | { do: 'tick'; list: number; item: number; done: boolean }
  | { do: 'archive' } | { do: 'restore' } | { do: 'wait' } | { do: 'changeStale' }

export const prices = { tracked: 1000, service: 4500 }

const transitions: Record<string, { from: string[]; to: string; asks?: boolean }> = {
  accept: { from: ['new'], to: 'accepted' },
  'start-work': { from: ['accepted'], to: 'working' },
  hold: { from: ['new', 'accepted', 'working'], to: 'waiting' },
  release: { from: ['waiting'], to: 'where it was' },
  send: { from: ['working'], to: 'sent', asks: true },
  deliver: { from: ['sent'], to: 'done' },
  'hand-over': { from: ['working'], to: 'done' },
  'call-off': { from: ['new', 'accepted', 'working', 'waiting'], to: 'called-off', asks: true },
  file: { from: ['done', 'called-off', 'forgotten'], to: 'filed' },
}
const hidden = ['accept-by-itself', 'forget']
const editable = ['new', 'accepted', 'working', 'waiting', 'forgotten']
const over = ['done', 'called-off', 'forgotten', 'filed']
const remembers = ['waiting', 'filed']
const goodsAt: Record<string, ModelLine['goods']> = { new: 'reserved', accepted: 'reserved', working: 'reserved', sent: 'sold', done: 'sold', 'called-off': 'none', forgotten: 'none' }

/** What people do with an order, mostly moving it on. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('move' as const), transition: fc.constantFrom(...Object.keys(transitions), ...hidden), isComplete: fc.nat(4).map((n) => n > 0) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('move' as const), transition: fc.constantFrom('accept', 'start-work', 'send', 'deliver'), isComplete: fc.constant(true) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('moveLine' as const), line: fc.nat(3), to: fc.constantFrom('todo', 'doing', 'finished', 'finished', 'dropped') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('addLine' as const), isTracked: fc.boolean(), quantity: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('setQuantity' as const), line: fc.nat(3), quantity: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('removeLine' as const), line: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('setAddress' as const), isThere: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('setPaymentMethod' as const), isThere: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pay' as const), paymentStatus: fc.constantFrom('unpaid', 'partial', 'paid', 'refunded') }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('tick' as const), list: fc.nat(2), item: fc.nat(1), done: fc.nat(5).map((n) => n > 0) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('addList' as const), items: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('removeList' as const), list: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.constantFrom<Command>({ do: 'archive' }, { do: 'restore' }) },
  { weight: 2, arbitrary: fc.constantFrom<Command>({ do: 'restore' }, { do: 'wait' }, { do: 'wait' }, { do: 'changeStale' }) },
)

export function placed(lines: Pick<ModelLine, 'isTracked' | 'quantity'>[]): Model {
  return followed(stocked({
    step: 'new', heldFrom: null, isArchived: false, hasAddress: false, hasPaymentMethod: false, paymentStatus: 'unpaid', lists: [[false, false]], tags: [], team: 0,
    lines: lines.map((line) => newLine(line.isTracked, line.quantity)),
  }))
}

/** The order after a command, or the kind of no it is answered with. */
export function act(model: Model, command: Command): Model | string {
  switch (command.do) {
    case 'move': return move(model, command)
    case 'moveLine': {
      if (model.isArchived) return 'order-locked'
      if (model.lines[command.line]?.step === command.to) return 'illegal-transition'
      return followed(stocked(withLine(model, command.line, { step: command.to })))
    }
    case 'addLine': return ifEditable(model, () => followed(stocked({ ...model, lines: [...model.lines, newLine(command.isTracked, command.quantity)] })))
    case 'setQuantity': return ifEditable(model, () => followed(stocked(withLine(model, command.line, { quantity: command.quantity }))))
    case 'removeLine': return ifEditable(model, () => model.lines.length === 1 ? 'validation-failed' : followed(stocked({ ...model, lines: model.lines.filter((_, i) => i !== command.line) })))
    case 'setAddress': return ifEditable(model, () => followed({ ...model, hasAddress: command.isThere }))
    case 'setPaymentMethod': return model.isArchived ? 'order-locked' : followed({ ...model, hasPaymentMethod: command.isThere })
    case 'pay': return model.isArchived ? 'order-locked' : { ...model, paymentStatus: command.paymentStatus }
    case 'addList': return model.isArchived ? 'order-locked' : { ...model, lists: [...model.lists, Array.from({ length: command.items }, () => false)] }
    case 'removeList': return model.isArchived ? 'order-locked' : { ...model, lists: model.lists.filter((_, i) => i !== command.list) }
    case 'tick': return model.isArchived ? 'order-locked' : { ...model, lists: model.lists.map((list, i) => (i === command.list ? list.map((was, j) => (j === command.item ? command.done : was)) : list)) }
    case 'archive': return model.isArchived || !over.includes(model.step) ? 'illegal-transition' : { ...model, isArchived: true }
    case 'restore': {
      if (!model.isArchived) return 'illegal-transition'
      return model.step === 'filed' ? { ...model, step: model.heldFrom ?? 'filed', heldFrom: null, isArchived: false } : { ...model, isArchived: false }
    }
    case 'wait': return model.step === 'new' && !model.isArchived && !model.hasPaymentMethod ? followed(goTo(model, 'forgotten')) : model
    default: return 'precondition-failed'
  }
}

/** What stands on the shelf, and what of it is promised, when these orders are all there is. */
export function shelfOf(atFirst: number, orders: Model[]): Shelf {
  const tracked = orders.flatMap(({ lines }) => lines)
  const sum = (goods: string) => tracked.filter((line) => line.goods === goods).reduce((all, { quantity }) => all + quantity, 0)
  return { onHand: atFirst - sum('sold'), reserved: sum('reserved') }
}

export function subtotalOf({ lines }: Model): number {
  return lines.filter(({ step }) => step !== 'dropped').reduce((sum, { quantity, price }) => sum + quantity * price, 0)
}

function move(model: Model, { transition, isComplete }: { transition: string; isComplete: boolean }): Model | string {
  const way = transitions[transition]
  if (model.isArchived || !way?.from.includes(model.step)) return 'illegal-transition'
  if (transition === 'hand-over' && needsShipping(model)) return 'illegal-transition'
  if (transition === 'start-work' && model.lists.flat().includes(false)) return 'illegal-transition'
  if (way.asks && !isComplete) return 'validation-failed'
  return followed(goTo(transition === 'start-work' ? started(model) : model, transition === 'release' ? (model.heldFrom ?? '') : way.to))
}

/** Starting work marks the order, brings whoever starts it onto the team, and brings a list of what is to be done. */
function started(model: Model): Model {
  return { ...model, tags: ['started'], team: 1, lists: [...model.lists, [false]] }
}

function goTo(model: Model, step: string): Model {
  const heldFrom = !remembers.includes(step) ? null : remembers.includes(model.step) ? model.heldFrom : model.step
  return stocked({ ...model, step, heldFrom, isArchived: step === 'filed' })
}

/** What the shop does by itself: it accepts what is complete, and hands over what is finished. */
function followed(model: Model): Model {
  if (model.isArchived) return model
  if (['new', 'forgotten'].includes(model.step) && model.hasAddress && model.hasPaymentMethod) return followed(goTo(model, 'accepted'))
  const standing = model.lines.filter(({ step }) => step !== 'dropped')
  const isFinished = standing.length > 0 && standing.every(({ step }) => step === 'finished')
  return model.step === 'working' && isFinished && !needsShipping(model) ? followed(goTo(model, 'done')) : model
}

function stocked(model: Model): Model {
  const there = goodsAt[model.step]
  return { ...model, lines: model.lines.map((line) => ({ ...line, goods: !line.isTracked || line.step === 'dropped' ? 'none' : (there ?? line.goods) })) }
}

function needsShipping({ lines }: Model): boolean {
  return lines.some(({ isTracked, step }) => isTracked && step !== 'dropped')
}

function ifEditable(model: Model, change: () => Model | string): Model | string {
  return model.isArchived || !editable.includes(model.step) ? 'order-locked' : change()
}

function withLine(model: Model, at: number, change: Partial<ModelLine>): Model {
  return { ...model, lines: model.lines.map((line, i) => (i === at ? { ...line, ...change } : line)) }
}

function newLine(isTracked: boolean, quantity: number): ModelLine {
  return { step: 'todo', isTracked, quantity, price: isTracked ? prices.tracked : prices.service, goods: 'none' }
}
