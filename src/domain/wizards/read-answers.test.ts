import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAnswers, type ReadingTerms } from './read-answers.ts'
import { wizard, type Answers, type Question, type WizardFile } from './wizard.ts'

const of = (pages: WizardFile['pages'], more: Partial<WizardFile> = {}) => wizard.parse({ key: 'w', name: 'W', purpose: 'create', audience: ['staff', 'customer'], channels: ['counter'], ...more, pages })
const asking = (...questions: WizardFile['pages'][number]['questions']) => of([{ key: 'first', title: 'First', questions }])
const terms = (more: Partial<ReadingTerms> = {}): ReadingTerms => ({ audience: 'staff', currency: 'USD', insistOn: 'all', ...more })
const errorsOf = (asked: ReturnType<typeof of>, given: Answers, more?: Partial<ReadingTerms>) => readAnswers(asked, given, terms(more)).errors.map(({ pointer, code }) => [pointer, code])
const uuid = '01890000-0000-7000-8000-000000000000'

/** Of each kind: answers that are right, as they are kept, and wrong ones. */
const answers: [question: Partial<Question> & { kind: Question['kind'] }, right: [unknown, unknown?][], wrong: unknown[]][] = [
  [{ kind: 'text', min: 2, max: 4 }, [[' abc ', 'abc']], [1, 'a', 'abcde', 'a\nb', 'a\0b', '\ud800', { a: 1 }]],
  [{ kind: 'text', pattern: '[A-Z]{2}', patternHelp: 'Two capitals.' }, [['AB']], ['ab', 'ABC']],
  [{ kind: 'long_text' }, [['a\nb']], ['x'.repeat(5001), ['x']]],
  [{ kind: 'number', min: 0, max: 10 }, [[0], [2.5]], ['2', -1, 11, Number.NaN, Infinity, 1.1234567, true]],
  [{ kind: 'measurement', unit: 'cm', min: 1 }, [[1.5]], [0, '1 cm']],
  [{ kind: 'money' }, [[1250], [0]], [-1, 12.5, '12', { amount: 1 }]],
  [{ kind: 'yes_no' }, [[true], [false]], ['yes', 1]],
  [{ kind: 'choice', options: ['Red', 'Blue'] }, [['Red']], ['Green', 'red', ['Red']]],
  [{ kind: 'choices', options: ['A', 'B', 'C'], max: 2 }, [[['B', 'A', 'B'], ['A', 'B']]], [['D'], ['A', 'B', 'C'], 'A', [1]]],
  [{ kind: 'checklist', checklist: { name: 'L', items: ['One', 'Two'] } }, [[['Two']]], [['Three'], 'One']],
  [{ kind: 'date' }, [['2026-02-28']], ['2026-02-30', '28.2.2026', '1960-01-01', 20260228]],
  [{ kind: 'time' }, [['16:40'], ['00:00:59']], ['24:00', '1640', '9:00']],
  [{ kind: 'date_time' }, [['2026-02-28T16:40'], ['2026-02-28T16:40:00+01:00']], ['2026-02-30T10:00', '2026-02-28', '2026-02-28T25:00']],
  [{ kind: 'due_date' }, [['2026-02-28'], ['2026-02-28T16:40:00Z']], ['soon']],
  [{ kind: 'schedule' }, [['2026-02-28T16:40']], ['2026-02-28']],
  [{ kind: 'phone' }, [[' +1 555 0100 ', '+1 555 0100']], ['call me', 5550100]],
  [{ kind: 'email' }, [['Amira@Example.com', 'amira@example.com']], ['amira', 'a@b', 'a b@example.com']],
  [{ kind: 'address' }, [[{ line1: '1 Main Street', city: 'Springfield', region: 'OR', country: 'US', line2: '' }, { line1: '1 Main Street', city: 'Springfield', region: 'OR', country: 'US' }]], [{ line1: 'x' }, { line1: 'x', city: 'y', planet: 'Mars' }, { line1: 'x', city: 'y', country: 'XX' }, 'x']],
  [{ kind: 'person' }, [[uuid]], ['Sam', 1]],
  [{ kind: 'photo', max: 1 }, [[[uuid, uuid], [uuid]]], [uuid, ['a.jpg'], [uuid, uuid.replace('1', '2')]]],
  [{ kind: 'signature' }, [[uuid]], [[uuid], 'Sam']],
  [{ kind: 'barcode' }, [['4006381333931']], [4006381333931]],
  [{ kind: 'order_type' }, [['repair']], ['Repair!', 1]],
  [{ kind: 'fulfilment_method' }, [['pickup']], [{ a: 1 }]],
  [{ kind: 'customer' }, [[{ firstName: 'Amira', email: 'A@example.com' }, { firstName: 'Amira', email: 'a@example.com' }], [{ id: uuid }]], ['Amira', { email: 'a' }, { firstName: 1 }, { firstName: 'A', role: 'owner' }]],
  [{ kind: 'items', max: 2 }, [[[{ sku: 'A' }], [{ sku: 'A', quantity: 1 }]], [[{ name: 'Fee', unitPrice: 500, quantity: 2 }]]], [[{}], [{ sku: 'A', quantity: 0 }], [{ sku: 'A', unitPrice: 1 }], [{ sku: 'A', discount: 5 }], [{ sku: 'A' }, { sku: 'B' }, { sku: 'C' }], { sku: 'A' }]],
  [{ kind: 'payment', methods: ['Card'] }, [[{ method: 'Card' }, { method: 'Card', taken: 'later' }], [{ method: 'Card', taken: 'deposit', amount: 500 }], [{ method: 'Card', taken: 'full' }]], [{ method: 'Shells', taken: 'full' }, { method: 'Card', taken: 'deposit' }, { method: 'Card', taken: 'later', amount: 5 }, { taken: 'stolen' }]],
  [{ kind: 'review', consent: 'I agree.', required: true }, [[true]], ['yes', false]],
]

describe.each(answers)('$kind', (question, right, wrong) => {
  const asked = asking({ key: 'q', label: 'Question', ...question })

  test('keeps what is right, as it will be read', () => {
    for (const [given, kept = given] of right) expect(readAnswers(asked, { q: given }, terms())).toMatchObject({ errors: [], answers: { q: kept } })
  })

  test('refuses what is wrong by name and page, and keeps none of it', () => {
    for (const given of wrong) {
      const read = readAnswers(asked, { q: given }, terms())
      expect(read.errors.length, JSON.stringify(given)).toBeGreaterThan(0)
      for (const error of read.errors) {
        expect(error.pointer).toMatch(/^\/answers\/q(\/|$)/)
        expect(error.page).toBe('first')
        expect(error.message).toMatch(/^Question.*\p{P}$/u)
      }
    }
  })
})

test('whatever is sent, reading never fails otherwise than by saying no', () => {
  const asked = of([{ key: 'all', title: 'All', questions: answers.map(([question], i) => ({ key: `q${i}`, label: `Q${i}`, ...question }) as never) }])
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...answers.map((_, i) => `q${i}`), 'other', 'constructor', '__proto__'), fc.jsonValue()), (given) => {
    const read = readAnswers(asked, given, terms({ insistOn: 'none' }))
    // What was kept is right: read again, it is the same and nothing is said against it.
    const again = readAnswers(asked, read.answers, terms({ insistOn: 'none' }))
    expect(again.answers).toEqual(read.answers)
    expect(again.errors).toEqual([])
  }), { numRuns: 500 })
})

describe('what is asked', () => {
  const gift = of([
    { key: 'a', title: 'A', questions: [{ key: 'gift', kind: 'yes_no', label: 'Gift?' }, { key: 'words', kind: 'text', label: 'Words', required: true, showIf: [{ question: 'gift', in: ['yes'] }] }, { key: 'card', kind: 'choice', label: 'Card', options: ['Plain', 'Gold'], default: 'Plain', showIf: [{ question: 'words', is: 'answered' }] }] },
    { key: 'b', title: 'B', showIf: [{ question: 'card', in: ['Gold'] }], questions: [{ key: 'size', kind: 'number', label: 'Size', required: true }] },
    { key: 'c', title: 'C', questions: [{ key: 'note', kind: 'staff_message', label: 'Note', visibleTo: ['staff'] }] },
  ])

  test('follows from what was answered before, and what is not asked is dropped', () => {
    expect(readAnswers(gift, { gift: false, words: 'Hello', card: 'Gold', size: 3 }, terms())).toMatchObject({ answers: { gift: false }, errors: [] })
    expect(readAnswers(gift, { gift: true, words: 'Hello', card: 'Gold', size: 3 }, terms()).answers).toEqual({ gift: true, words: 'Hello', card: 'Gold', size: 3 })
    expect(errorsOf(gift, { gift: true })).toEqual([['/answers/words', 'required']])
    expect(readAnswers(gift, { gift: true, words: 'Hello' }, terms()).answers).toEqual({ gift: true, words: 'Hello', card: 'Plain' })
    expect(readAnswers(gift, { gift: true, words: 'Hello', card: null }, terms()).answers).toEqual({ gift: true, words: 'Hello', card: null })
  })

  test('is asked of whom it is for: a customer’s answer to the staff’s question is no answer', () => {
    expect(readAnswers(gift, { note: 'Fragile' }, terms()).answers).toEqual({ note: 'Fragile' })
    expect(readAnswers(gift, { note: 'Fragile' }, terms({ audience: 'customer' }))).toMatchObject({ answers: {}, errors: [] })
  })

  test('is insisted on page by page', () => {
    expect(errorsOf(gift, { gift: true }, { insistOn: 'none' })).toEqual([])
    expect(errorsOf(gift, { gift: true }, { insistOn: { page: 'c' } })).toEqual([])
    expect(errorsOf(gift, { gift: true }, { insistOn: { page: 'a' } })).toEqual([['/answers/words', 'required']])
  })

  test('answers of another wizard are refused', () => expect(errorsOf(gift, { shoeSize: 42 })).toEqual([['/answers/shoeSize', 'unknown']]))
})

describe('what is complete', () => {
  test('a customer has a name and what is needed; one who is known needs nothing', () => {
    const who = asking({ key: 'c', kind: 'customer', label: 'Customer', required: true, customerNeeds: ['email'] })
    expect(errorsOf(who, {})).toEqual([['/answers/c', 'required']])
    expect(errorsOf(who, { c: { phone: '555 0100' } })).toEqual([['/answers/c/firstName', 'required'], ['/answers/c/email', 'required']])
    expect(errorsOf(who, { c: { id: uuid } })).toEqual([])
    expect(errorsOf(who, { c: { id: uuid } }, { audience: 'customer' })).toEqual([['/answers/c/id', 'forbidden']])
  })

  test('a customer orders what is offered and says nothing of what was paid', () => {
    const order = asking({ key: 'items', kind: 'items', label: 'Items' }, { key: 'pay', kind: 'payment', label: 'Payment', allowsPayLater: false })
    expect(errorsOf(order, { items: [{ name: 'Diamond', unitPrice: 1 }] }, { audience: 'customer' })).toEqual([['/answers/items/0/sku', 'required']])
    expect(errorsOf(order, { pay: { method: 'Card', taken: 'full' } }, { audience: 'customer' })).toEqual([['/answers/pay/taken', 'invalid']])
    expect(errorsOf(order, { pay: { method: 'Card' } }, { audience: 'customer' })).toEqual([])
    expect(errorsOf(order, { pay: { method: 'Card' } })).toEqual([['/answers/pay/taken', 'required']])
  })

  test('each entry is read by the wizard it is entered with', () => {
    const order = asking({ key: 'items', kind: 'items', label: 'Items', required: true })
    const bag = asking({ key: 'brand', kind: 'text', label: 'Brand', required: true })
    const lineWizardOf = ({ sku }: { sku?: string }) => (sku === 'BAG' ? bag : undefined)
    expect(errorsOf(order, { items: [{ sku: 'BAG' }, { sku: 'PIN', answers: { brand: 'X' } }] }, { lineWizardOf })).toEqual([['/answers/items/0/answers/brand', 'required'], ['/answers/items/1/answers', 'unknown']])
    expect(readAnswers(order, { items: [{ sku: 'BAG', answers: { brand: ' Mulberry ' } }] }, terms({ lineWizardOf })).answers).toEqual({ items: [{ sku: 'BAG', quantity: 1, answers: { brand: 'Mulberry' } }] })
  })

  test('an address that is given has its state or province where its country has them, as the screen’s star says', () => {
    const where = asking({ key: 'a', kind: 'shipping_address', label: 'Address', required: true }, { key: 'b', kind: 'address', label: 'Billing' })
    const street = { line1: '14 Residency Road', city: 'Pune' }
    expect(errorsOf(where, { a: { ...street, country: 'IN' } })).toEqual([['/answers/a/region', 'required']])
    expect(errorsOf(where, { a: { ...street, country: 'IN', region: 'MH' }, b: { ...street, country: 'US' } })).toEqual([['/answers/b/region', 'required']])
    expect(errorsOf(where, { a: { ...street, country: 'GB' } })).toEqual([])
    expect(errorsOf(where, { a: { ...street, country: 'IN' } }, { insistOn: 'none' })).toEqual([])
  })

  test('a list that is required is ticked to its end', () => {
    const list = asking({ key: 'l', kind: 'checklist', label: 'List', required: true, checklist: { name: 'L', items: ['One', 'Two'] } })
    expect(errorsOf(list, { l: ['One'] })).toEqual([['/answers/l', 'required']])
    expect(errorsOf(list, { l: ['Two', 'One'] })).toEqual([])
  })
})
