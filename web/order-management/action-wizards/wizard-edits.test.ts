import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wizard } from '#domain/wizards/wizard.ts'
import { formulaFromWords, formulaInWords, namesFor } from './formula-words.ts'
import { paletteFor } from './question-kinds.ts'
import {
  addPage, addQuestion, changeQuestion, copyOf, duplicateQuestion, earlierQuestions, findQuestion, mayAdd, movePage, moveQuestion, newWizard, questionsOf, rekeyQuestion, removePage, removeQuestion, stepQuestion,
  type WizardDraft,
} from './wizard-edits.ts'

const keysOf = (draft: WizardDraft) => draft.pages.map(({ questions }) => questions.map(({ key }) => key))

/** Two pages: width and height, then colour. */
function curtains(): WizardDraft {
  const empty = newWizard('Curtains', 'line_item', [])
  const [first = ''] = empty.pages.map(({ key }) => key)
  const second = addPage(empty, 'Looks')
  const one = addQuestion(second.draft, first, 'measurement', { key: 'width', label: 'Width' })
  const two = addQuestion(one.draft, first, 'measurement', { key: 'height', label: 'Height' })
  return addQuestion(two.draft, second.key, 'choice', { key: 'colour', label: 'Colour', showIf: [{ question: 'width', atLeast: 2 }] }).draft
}

test.each(['create', 'update', 'line_item'] as const)('a new wizard to %s is one that can be kept', (purpose) => {
  const draft = newWizard('Counter', purpose, ['counter'], 'repair')
  expect(wizard.parse(draft).key).toBe('counter-2')
})

test('every kind there is can be added, with what it needs to be asked', () => {
  for (const purpose of ['create', 'update', 'line_item'] as const) {
    for (const kind of paletteFor(purpose).flatMap(({ kinds }) => kinds)) {
      const empty = newWizard('W', purpose, [])
      const { draft } = addQuestion(empty, empty.pages[0]?.key ?? '', kind)
      expect(() => wizard.parse(draft)).not.toThrow()
    }
  }
})

test('what an order has one place for is asked once', () => {
  const draft = newWizard('W', 'create', [])
  expect([mayAdd(draft, 'customer'), mayAdd(draft, 'payment'), mayAdd(draft, 'text')]).toEqual([false, true, true])
})

test('a question steps over the end of its page onto the next one, and back', () => {
  const draft = curtains()
  const once = stepQuestion(draft, 'height', 1)
  expect(once && keysOf(once)).toEqual([['width'], ['height', 'colour']])
  const back = once && stepQuestion(once, 'height', -1)
  expect(back && keysOf(back)).toEqual(keysOf(draft))
  expect(stepQuestion(draft, 'width', -1)).toBeUndefined()
  expect(stepQuestion(draft, 'colour', 1)).toBeUndefined()
})

test('pages and questions are moved, copied and taken away', () => {
  const draft = curtains()
  expect(keysOf(movePage(draft, 1, 0))).toEqual([['colour'], ['width', 'height']])
  expect(keysOf(moveQuestion(draft, 'colour', draft.pages[0]?.key ?? '', 1))).toEqual([['width', 'colour', 'height'], []])
  expect(keysOf(moveQuestion(draft, 'colour', 'gone', 1))).toEqual(keysOf(draft))
  expect(keysOf(duplicateQuestion(draft, 'width').draft)).toEqual([['width', 'width2', 'height'], ['colour']])
  expect(keysOf(removeQuestion(draft, 'width'))).toEqual([['height'], ['colour']])
  expect(keysOf(removePage(draft, 'looks'))).toEqual([['width', 'height']])
  expect(copyOf(draft, 'Curtains', ['curtains']).key).toBe('curtains-2')
})

test('a question under another wording takes conditions and formulas along, and nothing else', () => {
  const draft = { ...curtains(), sets: { quantity: 'round(width * height / 10000, 2)', unitPrice: 'widthless + width' } }
  const { draft: renamed, key } = rekeyQuestion(draft, 'width', 'Breite der Bahn')
  expect(key).toBe('breiteDerBahn')
  expect(renamed.sets).toEqual({ quantity: 'round(breiteDerBahn * height / 10000, 2)', unitPrice: 'widthless + breiteDerBahn' })
  expect(findQuestion(renamed, 'colour')?.question.showIf).toEqual([{ question: 'breiteDerBahn', atLeast: 2 }])
})

test('conditions may ask for what stands before, and for nothing after', () => {
  const draft = curtains()
  expect(earlierQuestions(draft, { question: 'height' }).map(({ key }) => key)).toEqual(['width'])
  expect(earlierQuestions(draft, { page: 'looks' }).map(({ key }) => key)).toEqual(['width', 'height'])
  expect(earlierQuestions(draft, { page: draft.pages[0]?.key ?? '' })).toEqual([])
})

test('what is set to nothing is not kept', () => {
  const draft = changeQuestion(curtains(), 'width', { help: 'In cm', unit: undefined })
  expect(findQuestion(draft, 'width')?.question).toEqual({ key: 'width', kind: 'measurement', label: 'Width', required: false, help: 'In cm' })
})

test('however questions are moved about, none is lost and none is there twice', () => {
  const steps = fc.array(fc.record({ key: fc.constantFrom('width', 'height', 'colour'), by: fc.constantFrom<1 | -1>(1, -1), page: fc.constantFrom('about-this-item', 'looks'), to: fc.integer({ min: -1, max: 4 }) }), { maxLength: 30 })
  fc.assert(fc.property(steps, (moves) => {
    const end = moves.reduce((draft, { key, by, page, to }, i) => (i % 2 === 0 ? (stepQuestion(draft, key, by) ?? draft) : moveQuestion(draft, key, page, to)), curtains())
    expect(questionsOf(end).map(({ key }) => key).sort()).toEqual(['colour', 'height', 'width'])
  }))
})

test('a formula is read and written in the words of its questions', () => {
  const names = namesFor([{ key: 'width', kind: 'measurement', label: 'Width' }, { key: 'width2', kind: 'number', label: 'Width' }, { key: 'note', kind: 'text', label: 'Note' }])
  expect(names.map(({ called }) => called)).toEqual(['Catalog price', 'Quantity asked for', 'Width', 'Width 2'])
  expect(formulaInWords('round(width * width2 * catalogPrice, 2)', names)).toBe('round([Width] * [Width 2] * [Catalog price], 2)')
  expect(formulaFromWords('round([width] * [Width 2] * [Catalog price], 2) + [Gone]', names)).toBe('round(width * width2 * catalogPrice, 2) + [Gone]')
})
