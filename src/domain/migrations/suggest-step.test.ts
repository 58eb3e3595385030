import { expect, test } from 'vitest'
import { categories, rulesOf, type Category } from '../workflows/category.ts'
import { mayStandIn } from './plan-migration.ts'
import { suggestionFor } from './suggest-step.ts'

const step = (key: string, category: Category, statusId = key) => ({ key, statusId, category })

test('the step of the same status goes before all others, whatever it is called', () => {
  const gone = step('packing', 'in_progress', 's-pack')
  const there = [step('packing-2', 'in_progress'), step('wrap', 'in_progress', 's-pack')]
  expect(suggestionFor(gone, [gone], there, false)).toEqual({ step: 'wrap', because: 'It has the same status.' })
})

test('of those that mean the same it is the nearest in the order of steps', () => {
  const before = [step('new', 'placed'), step('cut', 'in_progress'), step('sew', 'in_progress'), step('iron', 'in_progress')]
  const there = [step('draw', 'in_progress'), step('new', 'placed'), step('cut', 'in_progress'), step('glue', 'in_progress')]
  expect(suggestionFor(step('sew', 'in_progress'), before, there, false)).toEqual({ step: 'cut', because: 'It means the same: in progress.' })
  expect(suggestionFor(step('cut', 'in_progress'), before, [there[0], there[1], there[3]].flatMap((one) => one ?? []), false)?.step).toBe('glue')
})

test('where nothing means the same, it is what comes right before: nothing is skipped', () => {
  const before = [step('new', 'placed'), step('accepted', 'confirmed'), step('working', 'in_progress')]
  const there = [step('new', 'placed'), step('working', 'in_progress')]
  expect(suggestionFor(step('accepted', 'confirmed'), before, there, false)).toEqual({ step: 'new', because: 'It comes right before, in the order of steps.' })
  expect(suggestionFor(step('new', 'placed'), before, [step('working', 'in_progress')], false)).toEqual({ step: 'working', because: 'It comes next, in the order of steps.' })
})

test('nothing is suggested that would be refused, or would take goods: no ending, no hold, nothing that reserves', () => {
  for (const lineItem of [false, true]) {
    for (const from of categories) {
      for (const to of categories) {
        const gone = step('gone', from)
        const suggestion = suggestionFor(gone, [gone], [step('there', to)], lineItem)
        if (!suggestion) continue
        expect(mayStandIn(from, to, lineItem), `${from} to ${to}`).toBe(true)
        expect([rulesOf(from).stock, 'as_before'], `${from} to ${to}`).toContain(rulesOf(to).stock)
      }
    }
  }
  expect(suggestionFor(step('quote', 'quoted'), [step('quote', 'quoted')], [step('new', 'placed'), step('done', 'completed')], false)).toBeUndefined()
})
