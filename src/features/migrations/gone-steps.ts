import type { OutputOf } from '#domain/kernel/contract.ts'
import type { previewMigration } from '#domain/migrations/contract.ts'
import type { Unmapped } from '#domain/migrations/plan-migration.ts'
import { choicesFor, suggestionFor } from '#domain/migrations/suggest-step.ts'
import type { Order } from '#domain/orders/order.ts'
import type { FrozenStep, FrozenWorkflow, Process } from '#domain/workflows/process.ts'
import { getProcess } from '#features/workflows/processes.ts'
import type { StatusRow } from '#features/workflows/status-library.ts'
import type { Scope } from '#platform/scope.ts'

type Shown = OutputOf<typeof previewMigration>['unmapped'][number]
/** A step that is gone: where from, and the workflows that those who stand there would have to have a place in. */
type Gone = { from: FrozenWorkflow; step: FrozenStep; lineItem: boolean; into: Map<string, FrozenStep[]>; orders: number; lineItems: number }

/** Collects the steps that have no place in the processes orders go to and where something stands, with what may stand in for each. */
export function goneSteps(scope: Scope, library: ReadonlyMap<string, StatusRow>) {
  const found = new Map<string, Gone>()
  const nameOf = ({ statusId, key }: FrozenStep) => library.get(statusId)?.name ?? key
  return {
    /** Counts an order that stays behind instead of going there: once for each of the steps it stands at, and every line item. */
    async add(order: Order, to: Process, unmapped: Unmapped[]): Promise<void> {
      const counted = new Set<Gone>()
      for (const one of unmapped) {
        const key = JSON.stringify([one.workflow, one.step])
        const gone = found.get(key) ?? (await goneOf(scope, order, one))
        if (!gone) continue
        found.set(key, gone)
        gone.into.set(`${to.id} ${one.into}`, to.workflows[one.into]?.steps ?? [])
        if (one.lineItem) gone.lineItems += 1
        else if (!counted.has(gone)) gone.orders += 1
        counted.add(gone)
      }
    },
    all: (): Shown[] => [...found.values()].map(({ from, step, lineItem, into, orders, lineItems }) => {
      const [first = [], ...others] = [...into.values()]
      // What all of them have: a mapping says one thing for everybody who stands there.
      const shared = first.filter(({ key, category }) => others.every((steps) => steps.some((other) => other.key === key && other.category === category)))
      const suggestion = suggestionFor(step, from.steps, shared, lineItem)
      return {
        workflow: from.key, workflowName: from.name, step: step.key, name: nameOf(step), orders, lineItems,
        choices: choicesFor(step, distinct([first, ...others].flat()), lineItem).map((choice) => ({ step: choice.key, name: nameOf(choice) })),
        suggestion: suggestion?.step ?? null, suggestedBecause: suggestion?.because ?? null,
      }
    }),
  }
}

async function goneOf(scope: Scope, order: Order, { workflow, step, lineItem }: Unmapped): Promise<Gone | undefined> {
  const from = (await getProcess(scope, order.processId)).workflows[workflow]
  const at = from?.steps.find(({ key }) => key === step)
  return from && at && { from, step: at, lineItem, into: new Map(), orders: 0, lineItems: 0 }
}

function distinct(steps: FrozenStep[]): FrozenStep[] {
  return steps.filter(({ key }, i) => steps.findIndex((other) => other.key === key) === i)
}
