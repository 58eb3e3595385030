import { createHash } from 'node:crypto'
import { visibilityOf, type EventData, type EventType } from '#domain/events.ts'
import { newId } from '#domain/kernel/id.ts'
import { leave, type Scope } from './scope.ts'

/**
 * Records that something happened, in the transaction that made it happen. Events of an order are numbered without gaps and
 * chained: each hash covers the one before it, so that a rewritten past shows.
 */
export function record<T extends EventType>(scope: Scope, type: T, data: EventData[T], orderId: string | null = null): void {
  const event = {
    id: newId(),
    type,
    orderId,
    at: scope.now,
    actor: scope.actor,
    origin: scope.origin,
    requestId: scope.requestId,
    data,
    visibility: visibilityOf(type),
  }
  leave(scope, 'events', orderId === null ? { ...event, sequence: null, hash: null } : chained(scope, orderId, event))
}

function chained<E extends object>(scope: Scope, orderId: string, event: E): E & { sequence: number; hash: string } {
  const chain = scope.chains.get(orderId)
  if (!chain) throw new Error('An event of an order is recorded on an order that was loaded or made in this scope')
  const sequence = chain.sequence + 1
  const hash = hashOf(chain.hash, { ...event, sequence })
  scope.chains.set(orderId, { sequence, hash })
  return { ...event, sequence, hash }
}

/** `h(n) = SHA-256(h(n−1) ‖ canonical event)`, in hexadecimal; canonical means members in alphabetical order at every depth. */
export function hashOf(previous: string | null, event: object): string {
  return createHash('sha256').update(previous ?? '').update(canonical(event)).digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return `{${members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}
