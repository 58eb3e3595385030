import { expect, test } from 'vitest'
import { publicDefinitionOf } from './public-view.ts'
import { readAnswers } from './read-answers.ts'
import { wizard as schema } from './wizard.ts'
import { askedWhile } from './within-hours.ts'

const booking = schema.parse({
  key: 'booking', name: 'Booking', purpose: 'create', audience: ['customer'], channels: ['web'], orderType: 'sale',
  pages: [
    { key: 'what', title: 'What?', questions: [
      { key: 'work', kind: 'text', label: 'Work', required: true },
      { key: 'callBack', kind: 'phone', label: 'Where do we call you tomorrow?', required: true, hours: 'outside' },
      { key: 'when', kind: 'text', label: 'When?', showIf: [{ question: 'callBack', is: 'answered' }] },
    ] },
    { key: 'now', title: 'Now', hours: 'within', questions: [{ key: 'wait', kind: 'yes_no', label: 'Will you wait?', required: true }] },
  ],
})
const errorsOf = (isOpen: boolean, answers: object) => readAnswers(askedWhile(booking, isOpen), { ...answers }, { audience: 'customer', currency: 'USD', insistOn: 'all' }).errors.map(({ pointer, code }) => [pointer, code])
const sent = (isOpen: boolean) => publicDefinitionOf(askedWhile(booking, isOpen)).pages.flatMap(({ questions }) => questions.map(({ key }) => key))

test('what is for the other time is not asked, and an answer to it is dropped and nothing depends on it', () => {
  expect(errorsOf(true, { work: 'Hem' })).toEqual([['/answers/wait', 'required']])
  expect(errorsOf(false, { work: 'Hem' })).toEqual([['/answers/callBack', 'required']])
  const night = readAnswers(askedWhile(booking, false), { work: 'Hem', callBack: '+1 555 0100', when: 'At nine', wait: true }, { audience: 'customer', currency: 'USD', insistOn: 'all' })
  expect(night).toMatchObject({ errors: [], answers: { work: 'Hem', callBack: '+1 555 0100', when: 'At nine' } })
  expect(Object.keys(night.answers)).not.toContain('wait')
  expect(readAnswers(askedWhile(booking, true), { work: 'Hem', callBack: '+1 555 0100', when: 'At nine', wait: true }, { audience: 'customer', currency: 'USD', insistOn: 'all' }).answers).toEqual({ work: 'Hem', wait: true })
})

test('the world is sent only what it is asked, so a page judges as the server does without knowing the hours', () => {
  expect([sent(true), sent(false)]).toEqual([['work', 'when', 'wait'], ['work', 'callBack', 'when']])
})
