import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

// As in a container: it listens on every address, and people come by another.
const story = await startStory(['--empty'], (port) => ({ HOST: '0.0.0.0', PUBLIC_URL: `http://127.0.0.1:${port}` }))
const { address } = story
const password = 'corner-of-the-desk'
const faults = async (page: Page) => (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
const open = async () => (await story.openContext()).newPage()

async function fillIn(page: Page, email: string) {
  await page.getByLabel('Your name').fill('Olive Owner')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('textbox', { name: /^Password/ }).fill(password)
  await page.getByLabel('Organization').fill('Corner Goods')
}

test('the first organization is founded by the link that Docket printed, and not by whoever comes along', async () => {
  const stranger = await open()
  await stranger.goto(address)
  await stranger.getByRole('heading', { name: 'Welcome to Docket' }).waitFor()
  await fillIn(stranger, 'stranger@example.com')
  await stranger.getByRole('button', { name: 'Found Corner Goods' }).click()
  await stranger.getByText('Copy it from where Docket was started.').waitFor()
  await stranger.getByLabel('First-run token').fill('a guess')
  await stranger.getByRole('button', { name: 'Found Corner Goods' }).click()
  await stranger.getByText('This is not the first-run token.').first().waitFor()
  expect(await faults(stranger)).toEqual([])

  const link = /http:\S+\/found#\S+/.exec(story.said())?.[0] ?? expect.unreachable(`No link was printed: ${story.said()}`)
  const owner = await open()
  await owner.goto(link)
  expect(await owner.getByLabel('First-run token').inputValue()).toBe(new URL(link).hash.slice(1))
  await fillIn(owner, 'olive@corner.example')
  await owner.getByRole('button', { name: 'Found Corner Goods' }).click()
  await owner.waitForURL(/\/corner-goods\/orders/)

  await owner.goto(`${address}/corner-goods/settings/api-keys`)
  await owner.getByRole('button', { name: 'New key' }).click()
  await owner.getByRole('textbox', { name: 'Name' }).fill('Workshop tablet')
  await owner.getByRole('combobox', { name: 'Role' }).click()
  await owner.getByRole('option', { name: 'Contractor' }).click()
  await expect.poll(() => owner.getByRole('combobox', { name: 'Works for' }).inputValue()).toBe('Olive Owner')
  expect(await faults(owner)).toEqual([])
  await owner.getByRole('button', { name: 'Make the key' }).click()
  await owner.getByRole('button', { name: 'Done' }).click()
  await owner.getByRole('table').getByText('for Olive Owner').waitFor()
})

test('afterwards strangers are told how people come in, and cannot sign up past the screens', async () => {
  const stranger = await open()
  await stranger.goto(address)
  await stranger.getByText('People come by invitation').waitFor()
  expect(await faults(stranger)).toEqual([])
  await stranger.goto(`${address}/found`)
  await stranger.getByRole('heading', { name: 'Sign in first' }).waitFor()
  const status = await stranger.evaluate(async () => (await fetch('/api/auth/sign-up/email', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Eve', email: 'eve@example.com', password: 'long enough a password' }) })).status)
  expect(status).toBe(403)
})
