import { expect, test } from 'vitest'
import { movesFrom, type Mover } from './move.ts'
import type { Ways } from './process.ts'
import { transition } from './schema.ts'
import type { Category } from './category.ts'
import { verdict, type MoveAttempt } from './verdict.ts'

const step = (key: string, category: Category) => ({ key, status: key, statusId: key, category })
const ship = transition.parse({ key: 'ship', name: 'Ship', from: ['packed'], to: 'shipped', fields: [{ key: 'carrier', label: 'Carrier', kind: 'text' }, { key: 'trackingNumber', label: 'Tracking number', kind: 'text', required: true }] })
const cancel = transition.parse({ key: 'cancel', name: 'Cancel', from: ['@open'], to: 'cancelled', reasonRequired: true, roles: ['owner', 'manager'], confirm: 'Really?' })
const finish = transition.parse({ key: 'finish', name: 'Finish', from: ['packed'], to: 'done', guards: [{ fact: 'needsShipping', is: 'absent', otherwise: 'Ship it first.' }, { fact: 'total', atLeast: 100 }] })
const expire = transition.parse({ key: 'expire', name: 'Expire', from: ['packed'], to: 'cancelled', afterMinutes: 5, hidden: true })
const ways: Ways = {
  workflows: {
    w: { key: 'w', name: 'W', scope: 'order', movement: 'linear', version: 1, steps: [step('new', 'placed'), step('packed', 'ready'), step('shipped', 'in_transit'), step('done', 'completed'), step('cancelled', 'cancelled')], transitions: [ship, cancel, finish, expire] },
  },
}
const packed: Mover = { position: { phase: 'p', workflow: 'w', step: 'packed', statusId: 'packed', category: 'ready' }, heldFrom: null, route: [{ phase: 'p', workflow: 'w' }] }

function judge(key: string, more: Partial<MoveAttempt> = {}) {
  const move = movesFrom(ways, packed).find((candidate) => candidate.key === key)
  if (!move) throw new Error(key)
  return verdict({ move, facts: {}, role: 'staff', ...more })
}

test('a move that lacks only its fields asks for them, and takes what the order knows already', () => {
  expect(judge('ship')).toMatchObject({ allowed: false, blockedBy: [], missing: [{ key: 'trackingNumber' }], because: 'Needs Tracking number.' })
  expect(judge('ship', { fields: { trackingNumber: '  ' } }).allowed).toBe(false)
  expect(judge('ship', { fields: { trackingNumber: 'AWB 1' } })).toMatchObject({ allowed: true, because: 'Allowed.' })
  expect(judge('ship', { facts: { fields: { trackingNumber: 'AWB 1' } } }).allowed).toBe(true)
  expect(judge('ship', { facts: { fields: { trackingNumber: 'AWB 1' } }, fields: { trackingNumber: null } }).allowed).toBe(false)
})

test('roles, guards and going back are refused in words', () => {
  expect(judge('cancel')).toMatchObject({ allowed: false, missing: [], because: 'Only Owner, Manager may do this.' })
  expect(judge('cancel', { role: 'manager' })).toMatchObject({ allowed: false, missing: [{ key: 'reason' }], confirm: 'Really?' })
  expect(judge('cancel', { role: 'manager', reason: 'Out of stock' }).allowed).toBe(true)
  expect(judge('finish', { facts: { needsShipping: true, total: 50, words: () => ({ currency: 'USD' }) } }).blockedBy.map(({ message }) => message)).toEqual(['Ship it first.', 'Total must be at least 1.00 USD.'])
  expect(judge('finish', { facts: { needsShipping: false, total: 100 } }).allowed).toBe(true)
  expect(judge('to-new')).toMatchObject({ allowed: false, because: 'Only managers may move an order back.' })
  expect(judge('to-new', { role: 'manager' }).allowed).toBe(true)
})

test('what automation makes nobody makes by hand; customers and assistants move nothing', () => {
  expect(judge('expire', { role: 'owner' })).toMatchObject({ allowed: false, blockedBy: [{ code: 'automatic' }] })
  expect(judge('expire', { role: undefined, automation: true }).allowed).toBe(true)
  expect(judge('ship', { role: undefined, fields: { trackingNumber: '1' } })).toMatchObject({ allowed: false, blockedBy: [{ code: 'role' }] })
})
