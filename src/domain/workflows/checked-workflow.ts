import type { Exploration } from './explore-workflow.ts'
import type { FactContext } from './fact.ts'
import type { FrozenWorkflow } from './process.ts'

/** A workflow as its conditions are looked at: with the places an order can get to, and all that is known of facts. */
export type Checked = { workflow: FrozenWorkflow; found: Exploration; nameOf: (step: string) => string; context: FactContext }
