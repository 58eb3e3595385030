import { expect, test } from 'vitest'
import { Refusal } from '#domain/kernel/refusal.ts'
import { defectProblem, problemOf, refusalOf } from './problem.ts'

const errorWith = (members: object) => Object.assign(new Error('x'), members)

test('a refusal becomes its document; what it adds comes along and overwrites nothing', () => {
  const refusal = new Refusal('illegal-transition', 'Not from here.', [], { allowed: ['confirm-order'], status: 200, type: 'mine' })
  expect(problemOf(refusal, 'r1')).toEqual({ type: '/problems/illegal-transition', title: 'The process does not allow this move now', status: 409, detail: 'Not from here.', instance: 'r1', allowed: ['confirm-order'] })
})

test('a defect tells nothing but where to look', () => {
  expect(JSON.stringify(defectProblem('r1'))).not.toMatch(/stack|Error|SELECT/)
  expect(refusalOf(new TypeError('undefined is not a function'))).toBeUndefined()
  expect(refusalOf(errorWith({ code: 'ERR_INVALID_ARG_TYPE' }))).toBeUndefined()
})

test.each([
  [{ code: '57P01' }], [{ code: '08006' }], [{ code: 'ECONNREFUSED' }], [{ code: '53100' }],
  [{ message: 'timeout exceeded when trying to connect' }], [{ message: 'Connection terminated unexpectedly' }],
])('without the database it is unavailable for a moment: %o', (members) => {
  expect(refusalOf(errorWith(members))).toMatchObject({ slug: 'unavailable', extra: { retryAfter: 2 } })
})

test.each([['FST_ERR_CTP_BODY_TOO_LARGE', 'payload-too-large'], ['HPE_HEADER_OVERFLOW', 'headers-too-large'], ['ERR_HTTP_REQUEST_TIMEOUT', 'request-timeout']])('%s is %s', (code, slug) => {
  expect(refusalOf(errorWith({ code }))?.slug).toBe(slug)
})
