import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

// What opens beside, above and within the pages of Order Management, and so is on no page by itself.

const story = await startStory()
const shop = '/whatsapp-shop/settings/order-management'
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
const narrow = { width: 390, height: 844 }

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

/** Everything wrong with what is on the screen, in light and in the dark, and whether it is wider than it. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    await page.evaluate('Promise.allSettled(document.getAnimations().map((animation) => animation.finished))')
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
    faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme} ${id}: ${html.slice(0, 200)}`)))
  }
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  return over > 0 ? [...faults, `It is ${over} wider than the screen.`] : faults
}

test('a pretend order of a whole order type comes by night, waits for the morning, and is forgotten when its timer runs out', async () => {
  const page = await story.openPage(`${shop}/order-types/catalog-order`)
  await button(page, 'Try it out').click()
  const drawer = page.getByRole('dialog', { name: 'Try it out' })
  const stands = (status: string) => drawer.getByRole('region', { name: 'Where it stands' }).getByText(status, { exact: true }).waitFor()
  await stands('Placed')
  await drawer.getByRole('combobox', { name: 'It comes', exact: true }).click()
  await page.getByRole('option', { name: 'Outside business hours' }).click()
  await stands('On Hold')
  expect(await faultsOf(page)).toEqual([])
  await drawer.getByRole('button', { name: /^Wait until it opens: / }).click()
  await stands('Placed')
  await drawer.getByRole('button', { name: 'Let the timer run out' }).click()
  await stands('Abandoned')
  await drawer.getByRole('button', { name: 'Step back' }).click()
  await stands('Placed')
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => button(page, 'Try it out').evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)
  await page.context().close()
})

test('a timer is made to count business hours alone, and says so wherever it is told of', async () => {
  const page = await story.openPage(`${shop}/workflows/catalog-order`)
  await button(page, /Abandon Order/).first().click()
  await page.getByRole('switch', { name: 'Only business hours count' }).check({ force: true })
  expect(await page.getByRole('textbox', { name: 'After a time in the step' }).inputValue()).toBe('24')
  await page.getByRole('combobox', { name: 'Unit of after a time in the step' }).click()
  await expect.poll(() => page.getByRole('option').allTextContents()).toEqual(['minutes', 'hours'])
  await page.keyboard.press('Escape')
  await page.getByRole('img', { name: 'after 24 business hours' }).first().waitFor()
  await button(page, 'Try it out').click()
  const panel = page.getByRole('complementary', { name: 'Try it out' })
  await panel.getByText('Abandon Order: after 24 business hours to “Abandoned”').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Throw the draft away…' }).click()
  await button(page, 'Throw it away').click()
  await page.getByText('The draft is thrown away.').waitFor()
  await page.context().close()
})

test('the graph and the table of moves keep to a narrow screen, with all that is pressed there large enough', async () => {
  const page = await story.openPage(`${shop}/workflows/catalog-order`, narrow)
  await page.getByRole('list', { name: 'Steps' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByText('Graph', { exact: true }).click()
  await page.getByRole('region', { name: 'Graph of the workflow' }).getByRole('button', { name: 'Step Placed' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByText('Table of moves', { exact: true }).click()
  await page.getByRole('region', { name: 'Table of moves' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await button(page, 'Try it out').click()
  await page.getByRole('dialog', { name: 'Try it out' }).getByRole('region', { name: 'What time does' }).scrollIntoViewIfNeeded()
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

test('a whole order type, and the hours of an organization, keep to every rule on a narrow screen', async () => {
  const page = await story.openPage('/service-counter/settings/order-management/order-types/walk-in-sale', narrow)
  await page.getByRole('complementary', { name: 'As it stands' }).getByRole('list', { name: 'Phases' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.goto('/service-counter/settings/organization')
  await page.getByRole('switch', { name: 'We have opening hours' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

test('a retired status says so where it is opened, and what it means is read though it is fixed', async () => {
  const page = await story.openPage(`${shop}/status-library`, narrow)
  await button(page, 'More about Returned').click()
  await page.getByRole('menuitem', { name: 'Retire' }).click()
  await page.getByText(/^“Returned” is retired/).waitFor()
  await page.getByRole('switch', { name: /^Retired ones too/ }).check({ force: true })
  await button(page, 'Edit Returned').click()
  await page.getByRole('dialog', { name: 'Returned' }).getByText(/^Retired: what stands here stays/).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

test('a category is chosen from the keyboard, and what each means is read also where one is about to choose it', async () => {
  const page = await story.openPage(`${shop}/status-library`)
  await button(page, 'New status').press('Enter')
  await page.getByRole('dialog', { name: 'New status' }).getByRole('textbox', { name: 'Name', exact: true }).fill('Waiting for stock')
  await page.getByRole('combobox', { name: 'Category' }).press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { selected: true }).or(page.locator('[data-combobox-selected]')).first().waitFor()
  const contrast = await new AxeBuilder({ page }).withRules('color-contrast').analyze()
  expect(contrast.violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([])
  await page.context().close()
})

test('a new version of an order type takes its open orders along, and back again', async () => {
  const page = await story.openPage('/service-counter/settings/order-management/order-types/walk-in-sale')
  await page.getByLabel('What this kind is called').fill('Walk-in')
  await button(page, 'Review and publish').click()
  const review = page.getByRole('dialog', { name: /^Publish version 2/ })
  await review.getByText(/open sales orders? stays? on version 1; new ones follow version 2\. Once it is published you can move them over\.$/).waitFor()
  await review.getByRole('button', { name: 'Publish version 2' }).click()
  const over = page.getByRole('dialog', { name: 'Version 2 of Walk-in is published' })
  await over.getByText(/can go over now$/).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await over.getByRole('button', { name: 'Close' }).last().click()

  // They may be left there, and taken along any time later.
  await button(page, 'Move open sales orders between versions…').click()
  const later = page.getByRole('dialog', { name: 'Open sales orders of Walk-in' })
  await later.getByRole('button', { name: /^Move \d+ open sales orders? over$/ }).click()
  await later.getByText(/moved over/).waitFor()
  await later.getByRole('button', { name: 'Undo: move them back…' }).click()
  await later.getByText(/can go back now$/).waitFor()
  await later.getByRole('button', { name: 'Leave them there' }).click()
  await later.getByRole('button', { name: 'Move them back…' }).click()
  await later.getByRole('button', { name: /^Move \d+ open sales orders? back$/ }).click()
  await later.getByText(/back where (it was|they were)/).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

test('a blueprint says what it would change, each thing under its name once', async () => {
  const page = await story.openPage('/whatsapp-shop/settings/blueprints', narrow)
  expect(await faultsOf(page)).toEqual([])
  await button(page, 'See what Service business brings').click()
  const settings = page.getByRole('dialog', { name: 'Service business' }).getByRole('region', { name: 'Settings' })
  await settings.getByText('Words', { exact: true }).waitFor()
  expect(await settings.getByText(/^Words: /).count()).toBe(0)
  await settings.getByText('orders: “Orders” becomes “Sales Orders”').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('tab', { name: 'What it brings' }).click()
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})
