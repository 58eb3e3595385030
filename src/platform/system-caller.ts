import { newId } from '#domain/kernel/id.ts'
import type { Caller } from './scope.ts'

/** Docket itself as the caller; `rule` names what made it act. */
export function systemCaller(organizationId: string, rule: string): Caller {
  return { organizationId, actor: { kind: 'system', name: rule }, origin: 'system', requestId: newId() }
}
