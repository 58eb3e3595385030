/** One thing wrong with a workflow: the step it is about, and the way there that shows it. */
export type Fault = { code: FaultCode; step: string | null; message: string; path: string[] }
export type FaultCode =
  | 'duplicate-step' | 'duplicate-transition' | 'duplicate-field' | 'unknown-status' | 'unknown-step' | 'unknown-type' | 'unknown-fact'
  | 'wrong-scope' | 'reserved-field' | 'no-options' | 'nothing-asked' | 'nothing-counted' | 'no-change' | 'nothing-remembered' | 'no-next-phase'
  | 'unknown-field' | 'unfit-value' | 'nobody-may' | 'impossible-guard' | 'trigger-loop' | 'roll-up-cycle' | 'dead-timer' | 'dead-trigger'
  | 'unfit' | 'no-start' | 'no-end' | 'unreachable' | 'dead-end' | 'no-way-out' | 'no-hand-over'

/** What a check found, and what it could not look at to the end, in words: nothing is ever passed over in silence. */
export type Findings<F = Fault> = { faults: F[]; doubts: string[] }

/** A fault of a workflow where this order type uses it. */
export type ProcessFault = Fault & { workflow: string | null }
