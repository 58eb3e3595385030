import { expect, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { startTestWeb } from '#test/web.ts'
import { openBrowser } from './open-browser.ts'

const web = await startTestWeb(testDatabase())
const browser = await openBrowser()

test('the reference page shows every operation, asks no other host, and breaks no rule of its own', async () => {
  const page = await browser.newPage()
  const hosts = new Set<string>()
  const complaints: string[] = []
  page.on('request', (request) => hosts.add(new URL(request.url()).host || new URL(request.url()).protocol))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${web.address}/api/docs`)
  await page.getByText('Place an order').first().waitFor()
  await page.getByText('Docket\'s REST API').first().waitFor()
  await page.getByRole('link', { name: /^Orders/ }).or(page.getByRole('button', { name: /^Orders/ })).first().click()
  expect([...hosts].filter((host) => host !== new URL(web.address).host && !['data:', 'blob:'].includes(host))).toEqual([])
  expect(complaints).toEqual([])
  await page.screenshot({ path: process.env['DOCKET_SCREENSHOT'] ?? '/dev/null', type: 'png' })
})
