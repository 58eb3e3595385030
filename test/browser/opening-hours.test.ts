import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

const story = await startStory()

test('the hours of a week are set from the keyboard, copied to weekdays, excepted for a day, and there after a reload', async () => {
  const page = await story.openPage('/service-counter/settings/organization', { width: 390, height: 844, scheme: 'dark' })
  const time = (label: string) => page.getByRole('textbox', { name: label, exact: true })
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus()
    await page.keyboard.press('Enter')
  }
  const type = async (label: string, words: string) => {
    await time(label).fill(words)
    await page.keyboard.press('Tab')
  }
  const hours = page.getByRole('switch', { name: 'We have opening hours' })
  await hours.waitFor()
  // Whatever the demo opens at: without hours, and then the week one begins with.
  if (await hours.isChecked()) await hours.press('Space')
  await hours.press('Space')
  await press('Add hours on Monday')
  await type('Monday opens, 1', '8')
  await type('Monday closes, 1', '12.30')
  await type('Monday opens, 2', '11')
  await page.getByText('11:00–20:00 overlaps 08:00–12:30.').waitFor()
  await type('Monday opens, 2', '2 pm')
  await type('Monday closes, 2', '0:00')
  await press('Copy Monday to other days')
  await page.getByRole('menuitem', { name: 'Monday to Friday' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('A day that is not as usual').fill('2031-12-24')
  await page.keyboard.press('Enter')
  await press('Add hours on 2031-12-24')
  await type('2031-12-24 closes, 1', '13')
  await page.getByRole('textbox', { name: 'What 2031-12-24 is called' }).fill('Christmas Eve')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  // Narrow as it is, what is done with a day stands beside its name.
  const [name, copy] = await Promise.all([page.getByRole('group', { name: 'Friday' }).getByText('Friday', { exact: true }).boundingBox(), page.getByRole('button', { name: 'Copy Friday to other days' }).boundingBox()])
  expect(Math.abs((name?.y ?? 0) - (copy?.y ?? 99))).toBeLessThan(20)
  await press('Save')
  await page.getByText('Saved.', { exact: true }).waitFor()

  await page.reload()
  await time('Friday opens, 2').waitFor()
  const shown = async (day: string) => page.getByRole('textbox', { name: new RegExp(`^${day} (opens|closes)`) }).evaluateAll((inputs) => inputs.map((input) => (input as unknown as { value: string }).value))
  expect(await Promise.all(['Monday', 'Friday', 'Saturday', '2031-12-24'].map(shown))).toEqual([
    ['08:00', '12:30', '14:00', '24:00'], ['08:00', '12:30', '14:00', '24:00'], [], ['09:00', '13:00'],
  ])
  expect(await page.getByRole('textbox', { name: 'What 2031-12-24 is called' }).inputValue()).toBe('Christmas Eve')
}, 60_000)
