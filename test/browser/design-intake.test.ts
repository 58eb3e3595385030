import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

const story = await startStory()
const hub = '/service-counter/settings/order-management'
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

const questionsOn = (page: Page, title: string) => page.getByRole('list', { name: `Questions of ${title}` }).getByRole('button', { name: /^Move / }).evaluateAll((handles) => handles.map((handle) => handle.getAttribute('aria-label')?.slice('Move '.length)))

test('a wizard of several pages is built by keyboard, follows its conditions in the preview, and is published', async () => {
  const page = await story.openPage(`${hub}/action-wizards`)
  await page.getByRole('button', { name: 'New wizard' }).press('Enter')
  await page.getByLabel('What is it called?').fill('Bag service')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Bag service' }).waitFor()

  const add = async (title: string, kind: string, wording: string) => {
    await page.getByRole('button', { name: `Add a question to ${title}` }).press('Enter')
    await page.getByLabel('Search the kinds of questions').fill(kind)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByLabel('Question', { exact: true }).fill(wording)
    await page.keyboard.press('Tab')
  }
  await add('What do they want?', 'one of several', 'How urgent is it?')
  await page.getByRole('combobox', { name: 'Choices' }).fill('Today')
  await page.keyboard.press('Enter')

  // Up over the items, and on over the beginning of the page to the end of the one before.
  const handle = page.getByRole('button', { name: 'Move How urgent is it?' })
  await handle.press('Space')
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Space')
  await expect.poll(() => questionsOn(page, 'Who is it for?')).toEqual(['Customer', 'How urgent is it?'])
  await expect.poll(() => questionsOn(page, 'What do they want?')).toEqual(['Items'])
  await expect.poll(() => handle.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)

  await add('Who is it for?', 'one line of text', 'Why is it urgent?')
  await page.getByRole('button', { name: 'Ask only if…' }).press('Enter')
  await choose(page, 'Condition 1: question', 'How urgent is it?')
  await choose(page, 'Condition 1: how', 'is one of')
  await choose(page, 'Condition 1: value', 'Today')
  await page.keyboard.press('Escape')

  const preview = page.getByRole('region', { name: 'Preview' })
  await preview.getByText('How urgent is it?').waitFor()
  expect(await preview.getByLabel('Why is it urgent?').count()).toBe(0)
  await preview.getByText('Today', { exact: true }).click()
  await preview.getByLabel('Why is it urgent?').waitFor()

  await page.getByText('Draft saved').waitFor()
  await page.getByRole('button', { name: 'Review and publish' }).click()
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByText('Version 1', { exact: true }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Move Why is it urgent?' }).waitFor()
  expect(await page.getByText('Draft saved').count()).toBe(0)
  await page.context().close()
})

test('pages are put in another order by dragging them, and back by undoing it', async () => {
  const page = await story.openPage(`${hub}/action-wizards/bag-service`)
  const pages = () => page.getByRole('list', { name: 'Pages' }).getByRole('button', { name: /^Move page / }).evaluateAll((handles) => handles.map((handle) => handle.getAttribute('aria-label')?.slice('Move page '.length)))
  const before = await pages()
  const boxOf = async (at: number) => (await page.getByRole('list', { name: 'Pages' }).getByRole('listitem', { name: new RegExp(`^Page ${at},`) }).boundingBox()) ?? { y: 0, height: 0 }
  const [first, second, handle] = [await boxOf(1), await boxOf(2), await page.getByRole('button', { name: `Move page ${before[0]}` }).boundingBox()]
  if (!handle || second.height === 0) throw new Error('There are not two pages to be seen.')
  const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x, y + 12, { steps: 4 })
  // So far that the middle of the first is just past the middle of the second.
  await page.mouse.move(x, y + second.y - first.y + (second.height - first.height) / 2 + 12, { steps: 12 })
  await page.mouse.up()
  await expect.poll(pages).toEqual([before[1], before[0], ...before.slice(2)])
  await page.getByText('Draft saved').waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(pages).toEqual(before)
  await page.context().close()
})

test('a condition on a question that is taken away is found at once, and so is one that comes too late', async () => {
  const page = await story.openPage(`${hub}/action-wizards/bag-service`)
  await page.getByText('Nothing is wrong with it.').waitFor()
  await page.getByRole('button', { name: 'More about How urgent is it?' }).click()
  await page.getByRole('menuitem', { name: 'Move to “What do they want?”' }).click()
  await page.getByText(/which is asked later/).first().waitFor()
  await page.getByRole('button', { name: 'More about How urgent is it?' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByText(/depends on a question that is not there/).first().click()
  await page.getByText(/The question this asked for is gone/).waitFor()
  await page.getByText('Draft saved').waitFor()
  await page.getByRole('button', { name: 'Review and publish' }).click()
  await page.getByText('One thing must be put right first').waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Publish version 2' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Back to the draft' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Nothing is wrong with it.').waitFor()
  await page.context().close()
})

test('an order type is designed, numbered by itself, and published', async () => {
  const page = await story.openPage(`${hub}/order-types`)
  await page.getByRole('button', { name: 'New order type' }).click()
  await page.getByLabel('What is this kind of order called?').fill('Repair')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Repair' }).waitFor()
  const phase = (name: string) => page.getByRole('region', { name, exact: true })
  const take = async (name: string, workflow: string) => {
    await phase(name).getByRole('combobox', { name: 'workflow of all orders' }).click()
    await page.getByRole('option', { name: workflow, exact: true }).click()
  }
  await take('Intake', 'Counter Intake')
  await expect.poll(() => phase('Production').getByRole('combobox', { name: 'workflow of all orders' }).inputValue()).toBe('Service')
  await page.getByText(/orders end after Production/i).first().waitFor()
  await take('Fulfillment', 'Store Pickup')
  await page.getByRole('radio', { name: 'by itself' }).check()
  await page.getByRole('region', { name: 'Numbers' }).getByText(/needs a beginning of its own/).waitFor()
  await page.getByRole('complementary', { name: 'As it stands' }).getByText(/needs a beginning of its own/).waitFor()
  await page.getByRole('button', { name: 'Add letters or a sign' }).click()
  await page.getByLabel('Letters or signs, part 1').fill('R-')
  await page.getByRole('switch', { name: 'Begins at 1 again every year' }).check()
  const year = new Date().getFullYear()
  await page.getByText(`R-${year}-1`, { exact: true }).waitFor()
  await page.getByLabel('New of fields of the sales order').fill('Serial number')
  await page.keyboard.press('Enter')
  await page.getByRole('switch', { name: 'Must be filled in' }).check()
  await page.getByText('Draft saved').waitFor()
  await page.getByRole('button', { name: 'Review and publish' }).click()
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByText('Version 1', { exact: true }).waitFor()
  await page.context().close()
})

test.each([{ width: 1440, height: 900 }, { width: 390, height: 844 }])('the builder and the editor break no rule of accessibility, $width wide, light and dark', async (look) => {
  const page = await (await story.openContext(look)).newPage()
  const faults: string[] = []
  const check = async (what: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
      await page.evaluate('Promise.allSettled(document.getAnimations().map((animation) => animation.finished))')
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
      faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${what} ${colorScheme} ${id}: ${html.slice(0, 200)}`)))
    }
    await expect.poll(() => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  }
  await page.goto(`${hub}/action-wizards/bag-service`)
  await page.getByRole('button', { name: /^Why is it urgent/ }).click()
  await page.getByLabel('Question', { exact: true }).waitFor()
  await check('wizard')
  await page.goto(`${hub}/order-types/repair`)
  await page.getByRole('heading', { name: 'Insisted on' }).waitFor()
  await check('order type')
  await page.goto('/service-counter/settings/blueprints')
  await page.getByRole('button', { name: 'See what Media production brings' }).click()
  await page.getByRole('tab', { name: 'What it brings' }).waitFor()
  await check('blueprint')
  await page.context().close()
  expect(faults).toEqual([])
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: option, exact: true }).click()
}
