import { expect, it } from 'vitest'
import type { Principal } from '#domain/identity/principal.ts'
import { createMemory } from './principal-memory.ts'

const somebody: Principal = { kind: 'api_client', organizationId: 'o', keyId: 'k', name: 'Key', role: 'staff' }

it('remembers for three seconds, and only while it hears of revocations', () => {
  let now = 0
  const memory = createMemory(() => now)
  memory.keep('credential', somebody, ['k'])
  expect(memory.recall('credential')).toBeUndefined()
  memory.setListening(true)
  memory.keep('credential', somebody, ['k'])
  expect(memory.recall('credential')).toBe(somebody)
  now = 3_000
  expect(memory.recall('credential')).toBeUndefined()
  memory.keep('credential', somebody, ['k'])
  memory.setListening(false)
  expect(memory.recall('credential')).toBeUndefined()
})

it('forgets at once, and believes nothing that was read before the change can have committed', () => {
  let now = 0
  const memory = createMemory(() => now)
  memory.setListening(true)
  memory.keep('credential', somebody, ['k'])
  memory.forget('k')
  expect(memory.recall('credential')).toBeUndefined()
  memory.keep('credential', somebody, ['k'])
  expect(memory.recall('credential')).toBeUndefined()
  now = 10_000
  memory.keep('credential', somebody, ['k'])
  expect(memory.recall('credential')).toBe(somebody)
})
