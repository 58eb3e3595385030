import { expect, it } from 'vitest'
import { countFailedSignIns } from './failed-sign-ins.ts'

it('listens to five wrong passwords a minute from one place, and to any number of right ones', () => {
  let now = 0
  const signIns = countFailedSignIns(() => now)
  for (let i = 0; i < 4; i++) signIns.failed('here')
  expect(signIns.secondsToWait('here')).toBe(0)
  signIns.succeeded('here')
  for (let i = 0; i < 5; i++) signIns.failed('here')
  expect(signIns.secondsToWait('here')).toBe(60)
  expect(signIns.secondsToWait('elsewhere')).toBe(0)
  now = 59_500
  expect(signIns.secondsToWait('here')).toBe(1)
  now = 60_000
  expect(signIns.secondsToWait('here')).toBe(0)
})
